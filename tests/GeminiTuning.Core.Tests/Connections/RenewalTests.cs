using System.Net;
using System.Net.Http.Headers;

namespace GeminiTuning.Tests.Connections;

/// <summary>An access token that has ended is renewed once, and the call made again.</summary>
public sealed class RenewalTests : IDisposable
{
    const string Ended = """{"error": {"code": 401, "message": "Request had invalid authentication credentials.", "status": "UNAUTHENTICATED"}}""";

    readonly ScriptedService _script = new();
    readonly RenewedCredential _credential = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_call_whose_token_has_ended_is_made_again_with_a_new_one()
    {
        _script.Answers(Ended, HttpStatusCode.Unauthorized).Answers("""{"name": "tunedModels/a", "state": "ACTIVE"}""");
        var model = await Open().GetTunedModelAsync("a");

        Assert.Equal(TunedModelState.Active, model.State);
        Assert.Equal(["Bearer 1", "Bearer 2"], _script.Requests.Select(request => request.Headers.Authorization!.ToString()));
    }

    [Fact]
    public async Task A_create_is_repeated_with_the_same_body_and_id()
    {
        _script.Answers(Ended, HttpStatusCode.Unauthorized).Answers("""{"name": "tunedModels/a/operations/own"}""");
        await Open().CreateTunedModelAsync(new TuningRequest { Id = "a", IsRandomId = true, TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2" }]) });

        Assert.Equal(2, _script.Requests.Count);
        Assert.Equal((_script.Requests[0].Uri, _script.Requests[0].Body), (_script.Requests[1].Uri, _script.Requests[1].Body));
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_is_an_error()
    {
        _script.Answers(Ended, HttpStatusCode.Unauthorized).Answers(Ended, HttpStatusCode.Unauthorized);
        var refused = await Assert.ThrowsAsync<TuningServiceException>(() => Open().GetTunedModelAsync("a"));

        Assert.Equal((HttpStatusCode.Unauthorized, 2), (refused.StatusCode, _script.Requests.Count));
    }

    [Fact]
    public async Task A_credential_that_has_no_other_is_refused_at_once()
    {
        _script.Answers(Ended, HttpStatusCode.Unauthorized);
        var service = _script.Open(new TuningConnectionOptions { Credential = new AccessTokenCredential("ya29.typed") });
        var refused = await Assert.ThrowsAsync<TuningServiceException>(() => service.GetTunedModelAsync("a"));

        Assert.Equal((HttpStatusCode.Unauthorized, 1), (refused.StatusCode, _script.Requests.Count));
    }

    [Fact]
    public async Task A_token_may_end_many_times_in_a_long_wait()
    {
        for (var poll = 0; poll < 5; poll++)
            _script.Answers(Ended, HttpStatusCode.Unauthorized).Answers(poll < 4 ? "{}" : """{"done": true, "response": {"state": "ACTIVE"}}""");
        _script.Answers("""{"state": "ACTIVE"}""");
        await new OperationWaiter(Open(), TimeSpan.Zero).WaitAsync("tunedModels/a/operations/op");

        Assert.Equal(6, _credential.Number);
    }

    IGeminiApiService Open() => _script.Open(new TuningConnectionOptions { Credential = _credential });

    sealed class RenewedCredential : ICredential
    {
        public int Number { get; private set; } = 1;

        public string Kind => "test";

        public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{Number}");
            return ValueTask.CompletedTask;
        }

        public ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken)
        {
            Assert.Equal($"Bearer {Number}", refused.Headers.Authorization!.ToString());
            Number++;
            return ValueTask.FromResult(true);
        }

        public string Redact(string text) => text;
    }
}

using System.Net;

namespace GeminiTuning.Tests.Service;

/// <summary>A delete whose answer was lost may be repeated; one of what was never there is an error.</summary>
public sealed class DeleteTests : IDisposable
{
    const string Gone = """{"error": {"code": 404, "message": "Tuned model tunedModels/a does not exist.", "status": "NOT_FOUND"}}""";

    static readonly Dictionary<string, Func<IGeminiApiService, Task>> s_calls = new()
    {
        ["DELETE /v1beta/tunedModels/a"] = service => service.DeleteTunedModelAsync("a"),
        ["DELETE /v1beta/tunedModels/a/permissions/7"] = service => service.DeletePermissionAsync("tunedModels/a/permissions/7"),
    };

    readonly ScriptedService _script = new();

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    public void Dispose() => _script.Dispose();

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_is_deleted_is_named_in_the_address_without_a_body(string request)
    {
        _script.Answers("{}");
        await s_calls[request](_script.Open());

        Assert.Equal(request, _script.Request.ToString());
        Assert.Null(_script.Request.Body);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_is_not_there_at_the_first_attempt_is_an_error(string request)
    {
        _script.Answers(Gone, HttpStatusCode.NotFound);

        await IsNotFoundAsync(request);
        Assert.Single(_script.Requests);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_is_gone_after_an_answer_that_was_lost_was_deleted_by_that_attempt(string request)
    {
        _script.Throws(new HttpRequestException("Connection reset")).Answers(Gone, HttpStatusCode.NotFound);
        await s_calls[request](_script.OpenWithRetries());

        Assert.Equal([request, request], _script.Requests.Select(sent => sent.ToString()));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task What_is_gone_after_a_failure_of_the_services_own_was_deleted_by_that_attempt(HttpStatusCode failure)
    {
        _script.Answers("", failure).Answers(Gone, HttpStatusCode.NotFound);
        await _script.OpenWithRetries().DeleteTunedModelAsync("a");

        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task A_delete_that_was_only_refused_so_far_has_deleted_nothing()
    {
        _script.Answers("", HttpStatusCode.TooManyRequests).Answers(Gone, HttpStatusCode.NotFound);

        await IsNotFoundAsync("DELETE /v1beta/tunedModels/a");
    }

    [Fact]
    public async Task A_delete_that_may_not_be_made_is_an_error_even_after_an_answer_that_was_lost()
    {
        _script.Answers("", HttpStatusCode.ServiceUnavailable)
            .Answers("""{"error": {"code": 403, "message": "You do not have permission.", "status": "PERMISSION_DENIED"}}""", HttpStatusCode.Forbidden);

        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.OpenWithRetries().DeleteTunedModelAsync("a"));
        Assert.Equal(HttpStatusCode.Forbidden, fault.StatusCode);
    }

    async Task IsNotFoundAsync(string request)
    {
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => s_calls[request](_script.OpenWithRetries()));
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (fault.StatusCode, fault.Status));
    }
}

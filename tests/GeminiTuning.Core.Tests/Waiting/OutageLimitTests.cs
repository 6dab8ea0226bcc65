using System.Net;
using GeminiTuning.Adapters;
using GeminiTuning.Testing;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Waiting;

/// <summary>The time that a wait may go without a successful response holds, the connection's retries included.</summary>
public sealed class OutageLimitTests : IDisposable
{
    const string Operation = "tunedModels/a/operations/op";
    const string Busy = """{"error": {"code": 503, "status": "UNAVAILABLE", "message": "busy"}}""";

    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    // One last poll, after the limit, takes at most this long.
    static readonly TimeSpan s_last = TimeSpan.FromSeconds(3);

    readonly ManualTimeProvider _clock = new();
    readonly ScriptedService _script = new();
    readonly DateTimeOffset _begun;

    public OutageLimitTests() => _begun = _clock.GetUtcNow();

    public void Dispose() => _script.Dispose();

    public enum Dead
    {
        Refused,
        BlackHole,
        NoSuchHost,
        Status503,
        Status503WithRetryAfter,
    }

    [Theory]
    [InlineData(Dead.Refused, TuningServiceErrorKind.Unreachable, "No response from generativelanguage.googleapis.com. Connection refused.")]
    [InlineData(Dead.BlackHole, TuningServiceErrorKind.TimedOut, "The service didn't respond within 20 seconds.")]
    [InlineData(Dead.NoSuchHost, TuningServiceErrorKind.Unreachable, "No response from generativelanguage.googleapis.com. Name or service not known.")]
    [InlineData(Dead.Status503, TuningServiceErrorKind.ServiceFailed, "busy")]
    [InlineData(Dead.Status503WithRetryAfter, TuningServiceErrorKind.ServiceFailed, "busy")]
    public async Task A_wait_for_a_dead_address_ends_at_the_limit_and_says_how_long_it_was_and_why(Dead dead, TuningServiceErrorKind kind, string message)
    {
        for (var request = 0; request < 100; request++)
            Script(dead);
        var told = new List<(TimeSpan Said, TimeSpan True)>();
        var waiter = new OperationWaiter(_script.Open(Options()), TimeSpan.FromSeconds(5))
        {
            OutageLimit = s_limit,
            OnOutage = (_, outage) => told.Add((outage, Elapsed)),
        };
        var fault = await FailsAsync(waiter.WaitAsync(Operation));

        Assert.Equal((kind, message), (fault.Kind, fault.Message));
        Assert.InRange(Elapsed, s_limit, s_limit + s_last);
        Near(Elapsed, fault.Outage!.Value);
        Assert.NotEmpty(told);
        Assert.All(told, outage => Near(outage.True, outage.Said));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public async Task A_batch_and_the_search_for_a_models_operations_have_the_same_limit(int seconds)
    {
        for (var request = 0; request < 1000; request++)
            _script.Throws(new HttpRequestException("reset"));
        var limit = TimeSpan.FromSeconds(seconds);
        var batch = new BatchWaiter(_script.Vertex(VertexOptions()), TimeSpan.FromSeconds(5)) { OutageLimit = limit };
        var fault = await FailsAsync(batch.WatchAsync($"{VertexScript.Parent}/batchPredictionJobs/1").ToListAsync());
        Near(Elapsed, fault.Outage!.Value);
        Assert.InRange(Elapsed, limit, limit + s_last);

        var before = Elapsed;
        await FailsAsync(new OperationWaiter(_script.Open(Options()), TimeSpan.FromSeconds(5)) { OutageLimit = limit }.FindAsync("tunedModels/a"));
        Assert.InRange(Elapsed - before, limit, limit + s_last);
    }

    [Fact]
    public async Task A_service_that_returns_while_a_retry_waits_past_the_limit_is_found_by_one_last_poll()
    {
        _script.Answers(Busy, HttpStatusCode.ServiceUnavailable, ("Retry-After", "60")).Answers("""{"done": true}""").Answers("""{"state": "ACTIVE"}""");
        var wait = new OperationWaiter(_script.Open(Options()), TimeSpan.FromSeconds(5)) { OutageLimit = s_limit }.WaitAsync(Operation);
        _clock.Advance(s_limit - TimeSpan.FromSeconds(1));
        Assert.Single(_script.Requests);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TunedModelState.Active, (await wait).State);
    }

    [Fact]
    public async Task A_finished_model_that_cannot_be_read_is_the_operations_copy_within_the_limit()
    {
        for (var request = 0; request < 100; request++)
            _script.Hangs();
        var waiter = new OperationWaiter(_script.Open(Options()), TimeSpan.FromSeconds(5)) { OutageLimit = s_limit };
        var copy = new TunedModel { Name = "tunedModels/a" };
        var read = waiter.GetResultAsync(new TuningOperation { Name = Operation, Model = "tunedModels/a", Done = true, Result = copy });
        await _clock.DriveAsync(read);

        Assert.Same(copy, await read);
        Near(s_limit, Elapsed);
    }

    [Fact]
    public async Task Canceling_during_a_retry_is_no_outage()
    {
        using var stop = new CancellationTokenSource();
        _script.Answers(Busy, HttpStatusCode.ServiceUnavailable);
        var wait = new OperationWaiter(_script.Open(Options()), TimeSpan.FromSeconds(5)) { OutageLimit = s_limit }.WaitAsync(Operation, cancellationToken: stop.Token);
        await _clock.ArmedAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    TimeSpan Elapsed => _clock.GetUtcNow() - _begun;

    IRetryPolicy Retries => new AdapterFactory().CreateRetryPolicy(5, TimeSpan.FromSeconds(2), _clock);

    TuningConnectionOptions Options() => new() { Clock = _clock, RequestTimeout = Timeout.InfiniteTimeSpan, RetryPolicy = Retries };

    TuningConnectionOptions VertexOptions() => VertexScript.Options(retries: Retries) with { Clock = _clock, RequestTimeout = Timeout.InfiniteTimeSpan };

    void Script(Dead dead) => _ = dead switch
    {
        Dead.Refused => _script.Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")),
        Dead.NoSuchHost => _script.Throws(new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known")),
        Dead.BlackHole => _script.Hangs(),
        Dead.Status503 => _script.Answers(Busy, HttpStatusCode.ServiceUnavailable),
        _ => _script.Answers(Busy, HttpStatusCode.ServiceUnavailable, ("Retry-After", "15")),
    };

    async Task<TuningServiceException> FailsAsync(Task wait)
    {
        await _clock.DriveAsync(wait);
        return await Assert.ThrowsAsync<TuningServiceException>(() => wait);
    }

    // A timer counts whole milliseconds, and there is one for each retry.
    static void Near(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual - expected, TimeSpan.FromMilliseconds(-20), TimeSpan.FromMilliseconds(20));
}

using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Service;

public sealed class TimeLimitTests : IDisposable
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    readonly ManualTimeProvider _clock = new();
    readonly ScriptedService _script = new();
    readonly PieceStream _body = new();

    public void Dispose()
    {
        _script.Dispose();
        _body.Dispose();
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_is_a_transient_fault()
    {
        var call = Open(_script.Hangs()).GetTunedModelAsync("a");
        _clock.Advance(s_limit);

        IsTooLate(await Assert.ThrowsAsync<TuningServiceException>(() => call));
    }

    [Fact]
    public async Task The_time_limit_covers_the_answers_body()
    {
        var call = Open(_script.Answers(_body.Send("{\"name\": "))).GetTunedModelAsync("a");
        _clock.Advance(s_limit);

        IsTooLate(await Assert.ThrowsAsync<TuningServiceException>(() => call));
    }

    [Fact]
    public void A_limit_that_has_ended_ends_no_later_one()
    {
        using var stop = new CancellationTokenSource();
        var ended = 0;
        using (var first = new TimeLimit(s_limit, TimeProvider.System, stop.Token))
            first.Token.Register(() => ended++);
        using var second = new TimeLimit(s_limit, TimeProvider.System, CancellationToken.None);
        using var third = new TimeLimit(s_limit, TimeProvider.System, stop.Token);
        stop.Cancel();

        Assert.Equal((false, true, 0), (second.Token.IsCancellationRequested, third.Token.IsCancellationRequested, ended));
    }

    [Fact]
    public void A_limit_that_was_canceled_is_not_used_again()
    {
        using var stop = new CancellationTokenSource();
        for (var number = 0; number < 100; number++)
        {
            using var canceled = new TimeLimit(s_limit, TimeProvider.System, new CancellationToken(canceled: true));
            using var next = new TimeLimit(s_limit, TimeProvider.System, stop.Token);
            Assert.Equal((true, false), (canceled.Token.IsCancellationRequested, next.Token.IsCancellationRequested));
        }
    }

    [Fact]
    public async Task Each_attempt_has_the_whole_time()
    {
        _script.Answers("", System.Net.HttpStatusCode.ServiceUnavailable).Answers("{}");
        var service = Open(_script, new ImmediateRetries(1, () => _clock.Advance(s_limit)));

        Assert.Equal("tunedModels/a", (await service.GetTunedModelAsync("a")).Name);
    }

    [Fact]
    public async Task Each_attempt_to_begin_a_stream_has_the_whole_time()
    {
        _script.Answers("", System.Net.HttpStatusCode.ServiceUnavailable).Answers("[{}]");
        var service = Open(_script, new ImmediateRetries(1, () => _clock.Advance(s_limit)));

        Assert.Single(await Stream(service).ToListAsync());
    }

    [Fact]
    public async Task A_stream_that_did_not_begin_in_time_is_asked_for_again()
    {
        var pieces = Stream(Open(_script.Hangs().Answers("[{}]"), new ImmediateRetries(1))).ToListAsync();
        _clock.Advance(s_limit);

        Assert.Single(await pieces);
    }

    [Fact]
    public async Task A_stream_that_keeps_coming_is_never_late()
    {
        await using var pieces = Stream(Open(_script.Answers(_body))).GetAsyncEnumerator();
        foreach (var piece in new[] { "[{}", ", {}", ", {}" })
        {
            var next = pieces.MoveNextAsync();
            _clock.Advance(s_limit * 0.9);
            _body.Send(piece);
            Assert.True(await next);
        }
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_a_transient_fault()
    {
        await using var pieces = Stream(Open(_script.Answers(_body.Send("[{}")))).GetAsyncEnumerator();
        Assert.True(await pieces.MoveNextAsync());
        var next = pieces.MoveNextAsync();
        _clock.Advance(s_limit);

        IsTooLate(await Assert.ThrowsAsync<TuningServiceException>(async () => await next));
    }

    [Fact]
    public async Task The_time_that_a_reader_takes_over_a_piece_is_not_the_services_silence()
    {
        await using var pieces = Stream(Open(_script.Answers(_body.Send("[{}")))).GetAsyncEnumerator();
        Assert.True(await pieces.MoveNextAsync());
        _clock.Advance(s_limit * 2);
        _body.Send(", {}");

        Assert.True(await pieces.MoveNextAsync());
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_a_cancellation_not_a_fault()
    {
        using var stop = new CancellationTokenSource();
        var call = Open(_script.Hangs()).GetTunedModelAsync("a", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    IGeminiApiService Open(ScriptedService script, IRetryPolicy? retries = null) => script.Open(new TuningConnectionOptions
    {
        Clock = _clock,
        RequestTimeout = s_limit,
        RetryPolicy = retries ?? new NoRetryPolicy(),
    });

    static IAsyncEnumerable<TunedModelResponse> Stream(IGeminiApiService service) =>
        service.GenerateStreamAsync(new GenerationRequest { Model = "tunedModels/a", Prompt = "LXIII" });

    static void IsTooLate(TuningServiceException fault)
    {
        Assert.Equal("generativelanguage.googleapis.com didn't respond within 300 seconds.", fault.Message);
        Assert.True(fault.IsTransient);
    }
}

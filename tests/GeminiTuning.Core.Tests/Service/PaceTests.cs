using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Service;

/// <summary>A 429 to one question slows all questions of a connection down together.</summary>
public sealed class PaceTests
{
    readonly ManualTimeProvider _clock = new();
    readonly Pace _pace;
    int _sent;

    public PaceTests() => _pace = new Pace(_clock);

    [Fact]
    public void Without_a_429_nothing_is_held_back()
    {
        Ask(500);

        Assert.Equal(500, _sent);
    }

    [Fact]
    public async Task A_429_holds_all_others_back_for_as_long_as_the_service_asks()
    {
        await Ask(1)[0].RefuseAsync(TimeSpan.FromSeconds(30));
        Ask(10);
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(1, _sent);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await UntilAsync(() => _sent == 2);
    }

    [Fact]
    public async Task A_wait_that_nobody_keeps_holds_nobody_back()
    {
        await Ask(1)[0].RefuseAsync(RetryNotice.LongestDelay + TimeSpan.FromSeconds(1));
        Ask(1);

        Assert.Equal(2, _sent);
    }

    [Fact]
    public async Task A_429_halves_how_many_are_under_way_once_for_all_that_were_under_way_together()
    {
        var questions = Ask(40);
        foreach (var question in questions[..8])
            await question.RefuseAsync();
        Ask(40);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(40, _sent);

        // 32 are under way still: the next begin when these are fewer than half of the 40.
        foreach (var question in questions[8..20])
            await question.AnswerAsync();
        Assert.Equal(40, _sent);
        await questions[20].AnswerAsync();
        await UntilAsync(() => _sent > 40);
    }

    [Fact]
    public async Task While_nothing_but_429_comes_one_at_a_time_asks_and_the_pauses_double_up_to_a_minute()
    {
        var pauses = new List<double>();
        for (var i = 1; i <= 14; i++)
        {
            var begun = _clock.GetUtcNow();
            var waiting = Ask(1)[0];
            if (!waiting.IsSent)
                await _clock.DriveAsync(waiting.Sent);
            pauses.Add(Math.Round((_clock.GetUtcNow() - begun).TotalSeconds, 1));
            await waiting.RefuseAsync();
        }

        Assert.Equal([0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60, 60], pauses);
    }

    [Fact]
    public async Task Answers_let_more_and_more_through_again()
    {
        await Ask(1)[0].RefuseAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var questions = Ask(2000);
        var most = 0;
        for (var answered = 0; answered < questions.Count; answered++)
        {
            await questions[answered].Sent;
            most = Math.Max(most, _sent - 1 - answered);
            await questions[answered].AnswerAsync();
        }

        // One more for each round of answers: the square root of twice the answers.
        Assert.InRange(most, 50, 70);
    }

    [Theory]
    [InlineData(TuningServiceErrorKind.ServiceFailed, HttpStatusCode.ServiceUnavailable)]
    [InlineData(TuningServiceErrorKind.Refused, HttpStatusCode.TooManyRequests, "GenerateRequestsPerDayPerProject")]
    public async Task Other_failures_and_a_days_quota_hold_nothing_back(TuningServiceErrorKind kind, HttpStatusCode status, params string[] quotas)
    {
        var first = Ask(1)[0];
        await first.FailAsync(new TuningServiceException(kind, "no") { StatusCode = status, QuotaIds = quotas, RetryDelay = TimeSpan.FromSeconds(60) });
        Ask(10);

        Assert.Equal(11, _sent);
    }

    [Fact]
    public async Task Who_is_stopped_waits_no_longer_and_leaves_no_timer()
    {
        await Ask(1)[0].RefuseAsync(TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        var waiting = Ask(20, stop.Token);
        await _clock.ArmedAsync();
        await stop.CancelAsync();

        foreach (var question in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question.Call);
        Assert.False(_clock.ArmedAsync().IsCompleted);
        Assert.Equal(1, _sent);
    }

    [Fact]
    public async Task The_questions_of_a_connection_share_its_pace_whichever_command_asks()
    {
        using var script = new ScriptedService()
            .Answers("""{"error": {"code": 429, "details": [{"retryDelay": "30s"}]}}""", HttpStatusCode.TooManyRequests)
            .Answers("""{"candidates": [{}]}""");
        using var connection = new TuningConnection(
            new TuningConnectionOptions { Clock = _clock, RequestTimeout = TimeSpan.FromHours(1) }, "test", script);
        var request = new GenerationRequest { Model = "tunedModels/a", Prompt = "1" };
        await Assert.ThrowsAsync<TuningServiceException>(() => connection.Open().GenerateAsync(request));

        var held = connection.Open().GenerateAsync(request);
        Assert.Single(script.Requests);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await held;
        Assert.Equal(2, script.Requests.Count);
    }

    List<Question> Ask(int count, CancellationToken cancellationToken = default) =>
        [.. Enumerable.Range(0, count).Select(_ => new Question(_pace, () => Interlocked.Increment(ref _sent), cancellationToken))];

    static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 2000 && !condition(); attempt++)
            await Task.Delay(5);
        Assert.True(condition());
    }

    // A question whose answer the test gives.
    sealed class Question
    {
        readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource<string> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Question(Pace pace, Action onSent, CancellationToken cancellationToken) => Call = pace.RunAsync(_ =>
        {
            onSent();
            _sent.SetResult();
            return _reply.Task;
        }, cancellationToken);

        public Task<string> Call { get; }

        public Task Sent => _sent.Task;

        public bool IsSent => _sent.Task.IsCompleted;

        public Task<string> AnswerAsync()
        {
            _reply.SetResult("");
            return Call;
        }

        public Task<TuningServiceException> RefuseAsync(TimeSpan? asked = null) =>
            FailAsync(new TuningServiceException(TuningServiceErrorKind.Refused, "slower") { StatusCode = HttpStatusCode.TooManyRequests, RetryDelay = asked });

        public Task<TuningServiceException> FailAsync(TuningServiceException fault)
        {
            _reply.SetException(fault);
            return Assert.ThrowsAsync<TuningServiceException>(() => Call);
        }
    }
}

using FsCheck;
using FsCheck.Fluent;
using GeminiTuning.Adapters;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Waiting;

/// <summary>Whatever comes of the attempts of a call, and however often it may be made again.</summary>
public sealed class AnyFaultsTests
{
    static readonly TimeSpan s_longestBackOff = TimeSpan.FromMinutes(1);
    static readonly TimeSpan s_longestAsked = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_call_is_made_again_after_what_may_pass_and_no_more_often_than_is_allowed() => Always.Holds(Any, async any =>
    {
        var call = await any.RunAsync();
        var worthAnother = any.Attempts.TakeWhile(attempt => attempt is TuningServiceException { IsTransient: true } fault && !(fault.RetryDelay > s_longestAsked)).Count();
        var made = Math.Min(any.Count, worthAnother) + 1;

        Assert.Equal(made, call.MadeAt.Count);
        Assert.Equal(Enumerable.Range(1, made - 1), call.Notices.Select(notice => notice.Attempt));
        Assert.Same(any.Attempts[made - 1], call.Outcome);
    }, 300);

    [Fact]
    public void A_wait_is_as_long_as_the_service_asks_or_of_our_own_and_a_minute_at_most() => Always.Holds(Any, async any =>
    {
        var call = await any.RunAsync();

        Assert.All(call.Notices, (notice, i) =>
        {
            var waited = call.MadeAt[i + 1] - call.MadeAt[i];
            Assert.Same(any.Attempts[i], notice.Reason);
            if (notice.Reason.RetryDelay is { } asked)
                Assert.Equal((asked, asked), (notice.Delay, waited));
            else
                Assert.InRange(notice.Delay, TimeSpan.Zero, s_longestBackOff);
            // A timer counts whole milliseconds.
            Assert.InRange(notice.Delay - waited, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        });
    }, 300);

    [Fact]
    public void Who_cancels_before_any_wait_or_in_it_ends_the_call_at_once() => Always.Holds(Gen.Choose(1, 100).Zip(Interval), async any =>
    {
        var (last, interval) = any;
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var begun = clock.GetUtcNow();
        var attempts = 0;
        // All waits but the last are none.
        var call = new AdapterFactory().CreateRetryPolicy(100, interval, clock).ExecuteAsync<object>(
            _ => throw Transient(++attempts < last ? TimeSpan.Zero : TimeSpan.FromSeconds(30)),
            notice =>
            {
                if (notice.Attempt == last && last % 2 == 0)
                    stop.Cancel();
            }, stop.Token);
        if (last % 2 == 1)
        {
            await clock.ArmedAsync();
            await stop.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(last, attempts);
        Assert.Equal(begun, clock.GetUtcNow());
    }, 200);

    static Gen<TimeSpan> Interval { get; } = Gen.OneOf(
        Gen.Constant(TimeSpan.Zero), Gen.Choose(1, 100_000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)), Gen.Constant(TimeSpan.FromDays(1)));

    // An attempt's answer, or its fault.
    static Gen<object> Attempt { get; } = Gen.Frequency(
        (20, Gen.Fresh<object>(() => Transient(null))),
        (10, Gen.Choose(0, 600).Select(seconds => (object)Transient(TimeSpan.FromSeconds(seconds)))),
        (1, Gen.Choose(601, 100_000).Select(seconds => (object)Transient(TimeSpan.FromSeconds(seconds)))),
        (1, Gen.Fresh<object>(() => new TuningServiceException(TuningServiceErrorKind.Refused, "refused") { RetryDelay = TimeSpan.FromSeconds(1) })),
        (1, Gen.Fresh<object>(() => new InvalidOperationException("a bug"))),
        (1, Gen.Fresh(() => new object())));

    static Gen<AnyCall> Any { get; } = Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 100)).Zip(Interval)
        .Zip(Attempt.ListOf(101), (limits, attempts) => new AnyCall(limits.Item1, limits.Item2, [.. attempts]));

    static TuningServiceException Transient(TimeSpan? asked) => new(TuningServiceErrorKind.Unreachable, "busy") { RetryDelay = asked };

    sealed record AnyCall(int Count, TimeSpan Interval, IReadOnlyList<object> Attempts)
    {
        public async Task<(object Outcome, List<DateTimeOffset> MadeAt, List<RetryNotice> Notices)> RunAsync()
        {
            var clock = new ManualTimeProvider();
            var made = new List<DateTimeOffset>();
            var notices = new List<RetryNotice>();
            var call = new AdapterFactory().CreateRetryPolicy(Count, Interval, clock).ExecuteAsync(_ =>
            {
                made.Add(clock.GetUtcNow());
                return Attempts[made.Count - 1] is Exception fault ? Task.FromException<object>(fault) : Task.FromResult(Attempts[made.Count - 1]);
            }, notices.Add, CancellationToken.None);
            await clock.DriveAsync(call);
            return (await Record.ExceptionAsync(() => call) ?? await call, made, notices);
        }
    }
}

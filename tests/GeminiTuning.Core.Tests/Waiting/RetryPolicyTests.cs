using System.Net;
using GeminiTuning.Adapters;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Waiting;

public sealed class RetryPolicyTests
{
    static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    readonly ManualTimeProvider _clock = new();
    int _attempts;
    readonly List<RetryNotice> _notices = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_call_is_made_again_as_often_as_is_allowed(int count)
    {
        await FailsAsync(count, Transient());

        Assert.Equal(count + 1, _attempts);
        Assert.Equal(Enumerable.Range(1, count), _notices.Select(notice => notice.Attempt));
    }

    [Fact]
    public async Task A_call_that_succeeds_is_made_no_more()
    {
        var call = Policy(5).ExecuteAsync(_ => ++_attempts < 3 ? Task.FromException<int>(Transient()) : Task.FromResult(_attempts), _notices.Add, CancellationToken.None);
        await _clock.DriveAsync(call);

        Assert.Equal(3, await call);
        Assert.Equal(2, _notices.Count);
    }

    [Fact]
    public async Task Waits_grow_up_to_a_minute()
    {
        await FailsAsync(20, Transient());
        var waits = _notices.ConvertAll(notice => notice.Delay);

        Assert.InRange(waits[0], TimeSpan.Zero, 2 * s_second);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMinutes(1), waits[^1]);
    }

    [Fact]
    public async Task A_first_wait_of_more_than_a_minute_is_a_minute_too()
    {
        await FailsAsync(3, Transient(), TimeSpan.FromMinutes(10));

        Assert.All(_notices, notice => Assert.InRange(notice.Delay, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(37)]
    [InlineData(600)]
    public async Task The_wait_that_the_service_asks_for_is_kept_to_the_moment(double seconds)
    {
        var begun = _clock.GetUtcNow();
        var asked = TimeSpan.FromSeconds(seconds);
        await FailsAsync(2, Transient(asked));

        Assert.Equal([asked, asked], _notices.Select(notice => notice.Delay));
        Assert.Equal(begun + (2 * asked), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(601)]
    [InlineData(86400)]
    public async Task Nobody_is_made_to_wait_for_more_than_ten_minutes(double seconds)
    {
        await FailsAsync(5, Transient(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(1, _attempts);
    }

    public static TheoryData<Exception> Final =>
    [
        new TuningServiceException(TuningServiceErrorKind.Refused, "refused") { StatusCode = HttpStatusCode.BadRequest },
        new TuningServiceException(TuningServiceErrorKind.Refused, "refused") { RetryDelay = s_second },
        new InvalidOperationException("a bug"),
    ];

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_is_not_transient_is_not_tried_again(Exception fault)
    {
        await FailsAsync(5, fault);

        Assert.Equal(1, _attempts);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Who_cancels_during_a_wait_waits_no_longer()
    {
        using var stop = new CancellationTokenSource();
        var call = Policy(5).ExecuteAsync(Fail(Transient()), _notices.Add, stop.Token);
        await _clock.ArmedAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Policy(5).ExecuteAsync(Fail(Transient()), _notices.Add, new CancellationToken(canceled: true)));

        Assert.Equal(0, _attempts);
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_counted_each_for_itself()
    {
        var policy = Policy(2);
        var calls = Enumerable.Range(0, 10).Select(_ =>
        {
            var notices = new List<RetryNotice>();
            return (Notices: notices, Call: policy.ExecuteAsync<int>(_ => throw Transient(), notices.Add, CancellationToken.None));
        }).ToList();
        await _clock.DriveAsync(Task.WhenAll(calls.Select(call => call.Call)));

        Assert.All(calls, call => Assert.Equal([1, 2], call.Notices.Select(notice => notice.Attempt)));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task The_policy_is_not_asked_about_a_call_that_succeeds_at_once_or_is_refused(string answer, HttpStatusCode status)
    {
        var policy = new CountingPolicy();
        using var script = new ScriptedService().Answers(answer, status);
        await Record.ExceptionAsync(() => script.Open(new TuningConnectionOptions { RetryPolicy = policy }).GetTunedModelAsync("a"));

        Assert.Equal((0, 0), (policy.Calls, policy.Attempts));
    }

    [Fact]
    public async Task The_policy_sees_the_fault_of_the_first_attempt_which_is_not_made_twice()
    {
        var policy = new CountingPolicy();
        using var script = new ScriptedService().Answers("", HttpStatusCode.ServiceUnavailable).Answers("{}");
        await script.Open(new TuningConnectionOptions { RetryPolicy = policy }).GetTunedModelAsync("a");

        Assert.Equal((1, 2, HttpStatusCode.ServiceUnavailable), (policy.Calls, policy.Attempts, policy.First?.StatusCode));
        Assert.Equal(2, script.Requests.Count);
    }

    IRetryPolicy Policy(int count, TimeSpan? interval = null) => new AdapterFactory().CreateRetryPolicy(count, interval ?? s_second, _clock);

    async Task FailsAsync(int count, Exception fault, TimeSpan? interval = null)
    {
        var call = Policy(count, interval).ExecuteAsync(Fail(fault), _notices.Add, CancellationToken.None);
        await _clock.DriveAsync(call);

        Assert.Same(fault, await Record.ExceptionAsync(() => call));
        Assert.All(_notices, notice => Assert.Same(fault, notice.Reason));
    }

    Func<CancellationToken, Task<int>> Fail(Exception fault) => _ =>
    {
        _attempts++;
        return Task.FromException<int>(fault);
    };

    static TuningServiceException Transient(TimeSpan? delay = null) => new(TuningServiceErrorKind.Unreachable, "busy") { RetryDelay = delay };

    // Makes each failed call once more.
    sealed class CountingPolicy : IRetryPolicy
    {
        public int Calls { get; private set; }

        public int Attempts { get; private set; }

        public TuningServiceException? First { get; private set; }

        public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<RetryNotice> onRetry, CancellationToken cancellationToken)
        {
            (Calls, Attempts) = (Calls + 1, Attempts + 1);
            try
            {
                return await attempt(cancellationToken);
            }
            catch (TuningServiceException fault)
            {
                (First, Attempts) = (fault, Attempts + 1);
                return await attempt(cancellationToken);
            }
        }
    }
}

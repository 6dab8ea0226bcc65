namespace GeminiTuning;

/// <summary>How often and after how long a failed call is made again. There is one of it for every call of a connection. It isn't asked
/// about a call that succeeds at the first attempt, or that fails for good.</summary>
public interface IRetryPolicy
{
    /// <summary>Makes a call, and makes it again while it throws a transient <see cref="TuningServiceException"/> and
    /// the policy allows it.</summary>
    /// <param name="attempt">Makes one attempt. The library has made the first attempt before, and this throws its fault.</param>
    /// <param name="onRetry">Told before each wait.</param>
    /// <param name="cancellationToken">Ends the call and the waits.</param>
    Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<RetryNotice> onRetry, CancellationToken cancellationToken);
}

/// <summary>A call that will be made again.</summary>
/// <param name="Attempt">The number of the attempt that failed, from 1.</param>
/// <param name="Delay">How long until the next.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record RetryNotice(int Attempt, TimeSpan Delay, TuningServiceException Reason)
{
    /// <summary>The longest wait that a service may ask for. A call that is asked to wait for longer is not made again.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    /// <summary>What failed, why, and how long until the next attempt.</summary>
    public override string ToString() => Messages.AttemptFailed(Attempt, Reason.Message, Delay);
}

/// <summary>The policy of a caller that brings none: each call is made once.</summary>
public sealed class NoRetryPolicy : IRetryPolicy
{
    /// <inheritdoc/>
    public Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<RetryNotice> onRetry, CancellationToken cancellationToken) =>
        attempt(cancellationToken);
}

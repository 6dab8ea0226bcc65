using Polly;
using Polly.Retry;

namespace GeminiTuning.Adapters;

/// <summary>Retries by Polly: exponential back-off with jitter, or the wait that the service asks for.</summary>
public sealed class PollyRetryPolicy : IRetryPolicy
{
    // The longest wait of our own making; what a service asks for may be longer.
    static readonly TimeSpan s_longestBackOff = TimeSpan.FromSeconds(60);
    static readonly ResiliencePropertyKey<Action<RetryNotice>> s_onRetry = new("onRetry");

    // Created for the first fault: most sessions have none.
    readonly Lazy<ResiliencePipeline> _pipeline;

    /// <summary>A policy.</summary>
    /// <param name="maximumRetryCount">How often a call is made again: 0 or more.</param>
    /// <param name="retryInterval">The wait before the first retry; it doubles with each, up to a minute.</param>
    /// <param name="clock">The clock of the waits.</param>
    public PollyRetryPolicy(int maximumRetryCount, TimeSpan retryInterval, TimeProvider clock) => _pipeline = new(() => maximumRetryCount == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(Strategy(maximumRetryCount, retryInterval)).Build());

    /// <inheritdoc/>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<RetryNotice> onRetry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_onRetry, onRetry);
        try
        {
            return await _pipeline.Value.ExecuteAsync(async context => await attempt(context.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    static bool IsRetried(Exception? fault) => fault is TuningServiceException { IsTransient: true } transient && !(transient.RetryDelay > RetryNotice.LongestDelay);

    static RetryStrategyOptions Strategy(int maximumRetryCount, TimeSpan retryInterval) => new()
    {
        MaxRetryAttempts = maximumRetryCount,
        Delay = retryInterval,
        MaxDelay = s_longestBackOff,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(IsRetried(arguments.Outcome.Exception)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TuningServiceException)?.RetryDelay),
        OnRetry = arguments =>
        {
            arguments.Context.Properties.GetValue(s_onRetry, _ => { })(
                new RetryNotice(arguments.AttemptNumber + 1, arguments.RetryDelay, (TuningServiceException)arguments.Outcome.Exception!));
            return ValueTask.CompletedTask;
        },
    };
}

namespace GeminiTuning.Adapters;

/// <summary>Makes the adapters.</summary>
public sealed class AdapterFactory : IAdapterFactory
{
    /// <inheritdoc/>
    public IRetryPolicy CreateRetryPolicy(int maximumRetryCount, TimeSpan retryInterval, TimeProvider clock) =>
        new PollyRetryPolicy(maximumRetryCount, retryInterval, clock);
}

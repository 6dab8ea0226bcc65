namespace GeminiTuning;

/// <summary>A tuning ended without a model.</summary>
public sealed class TuningFailedException : Exception
{
    internal TuningFailedException(TuningOperation operation)
        : base($"The tuning of {operation.Model} failed: {operation.Error?.ToString() ?? "the service gave no reason."}") => Operation = operation;

    /// <summary>The operation, with the service's reason.</summary>
    public TuningOperation Operation { get; }
}

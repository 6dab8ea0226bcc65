namespace GeminiTuning;

/// <summary>A tuning ended without a model.</summary>
public sealed class TuningFailedException : Exception
{
    internal TuningFailedException(TuningOperation operation)
        : base(Messages.TuningFailed(operation.Model, operation.Error)) => Operation = operation;

    /// <summary>The operation, with the service's reason.</summary>
    public TuningOperation Operation { get; }
}

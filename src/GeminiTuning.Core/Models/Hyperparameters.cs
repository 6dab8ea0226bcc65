namespace GeminiTuning;

/// <summary>How a model is tuned. What is null is left to the service: 5 epochs, batches of 4 (16 for larger sets),
/// a learning rate of 0.001 (0.0002 for larger sets), a multiplier of 1.0. Vertex AI chooses epochs by the set, and takes
/// neither a batch size nor a learning rate.</summary>
public sealed record Hyperparameters
{
    /// <summary>How often the whole set is gone through: 1 or more.</summary>
    public int? EpochCount { get; init; }

    /// <summary>How many examples make a step: 1 or more.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The step size: greater than 0. Not together with <see cref="LearningRateMultiplier"/>.</summary>
    public float? LearningRate { get; init; }

    /// <summary>A factor on the learning rate that the service picks: greater than 0.</summary>
    public float? LearningRateMultiplier { get; init; }

    /// <summary>How much the tuning may change, on Vertex AI: 1, 2, 4, 8 or 16; larger ones learn more from large sets.</summary>
    public int? AdapterSize { get; init; }

    /// <summary>The steps of a tuning, as the service counts them: examples × epochs ÷ batch, rounded up; null where
    /// epochs or batch are left to the service.</summary>
    public int? StepCount(long exampleCount) =>
        EpochCount is { } epochs && BatchSize is > 0 and var batch
            ? (int)Math.Min(int.MaxValue, Math.Ceiling(exampleCount * (decimal)epochs / batch))
            : null;

    /// <summary>The parameters that are set, on one line.</summary>
    public override string ToString() => string.Join(", ", Parts());

    IEnumerable<string> Parts()
    {
        if (EpochCount is { } epochs)
            yield return epochs == 1 ? "1 epoch" : FormattableString.Invariant($"{epochs} epochs");
        if (BatchSize is { } batch)
            yield return FormattableString.Invariant($"batch size {batch}");
        if (LearningRate is { } rate)
            yield return FormattableString.Invariant($"learning rate {rate}");
        if (LearningRateMultiplier is { } multiplier)
            yield return FormattableString.Invariant($"learning rate multiplier {multiplier}");
        if (AdapterSize is { } size)
            yield return FormattableString.Invariant($"adapter size {size}");
    }
}

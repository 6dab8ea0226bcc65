namespace GeminiTuning;

/// <summary>The hyperparameters of a tuning. The service chooses those that are null. On the Gemini Developer API, the defaults are
/// 5 epochs, a batch size of 4 (16 for larger datasets), a learning rate of 0.001 (0.0002 for larger datasets), and a multiplier of
/// 1.0. Vertex AI chooses the number of epochs by the size of the dataset, and supports neither a batch size nor a learning rate.</summary>
public sealed record Hyperparameters
{
    /// <summary>The number of passes through the dataset: 1 or more.</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in a step: 1 or more.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The learning rate: greater than 0. It can't be combined with <see cref="LearningRateMultiplier"/>.</summary>
    public float? LearningRate { get; init; }

    /// <summary>A multiplier for the learning rate that the service chooses: greater than 0.</summary>
    public float? LearningRateMultiplier { get; init; }

    /// <summary>The adapter size on Vertex AI: 1, 2, 4, 8, or 16. A larger adapter has more parameters to train, for complex tasks.</summary>
    public int? AdapterSize { get; init; }

    /// <summary>How closely preference tuning keeps the model to its source: greater than 0. A smaller value changes the model more. Google
    /// recommends 0.01 to 0.5.</summary>
    public float? Beta { get; init; }

    /// <summary>Returns the number of steps: examples × epochs ÷ batch size, rounded up; null if the service chooses the epochs or
    /// the batch size.</summary>
    public int? StepCount(long exampleCount) =>
        EpochCount is { } epochs && BatchSize is > 0 and var batch
            ? (int)Math.Min(int.MaxValue, Math.Ceiling(exampleCount * (decimal)epochs / batch))
            : null;

    /// <summary>The hyperparameters that aren't null, on one line.</summary>
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
        if (Beta is { } beta)
            yield return FormattableString.Invariant($"beta {beta}");
    }
}

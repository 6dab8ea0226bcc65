namespace GeminiTuning;

/// <summary>What a service takes as examples to tune on. Lengths are in characters of Unicode.</summary>
public sealed record ExampleLimits
{
    /// <summary>The limits of the Gemini Developer API: ai.google.dev, "Fine-tuning with the Gemini API".</summary>
    public static ExampleLimits GeminiApi { get; } = new()
    {
        Service = "Gemini Developer API",
        InputLength = TuningLimits.InputLength,
        OutputLength = TuningLimits.OutputLength,
        TotalBytes = TuningLimits.RequestBytes,
        BytesPerExample = 29,
        DefaultEpochCount = 5,
        DefaultBatchSize = 4,
    };

    static readonly ExampleLimits s_vertexSupervised = new()
    {
        Service = "Vertex AI",
        LikelyLength = 131_072 * 4,
        TotalBytes = TuningLimits.FileBytes,
        BytesPerExample = 96,
        ExampleCount = 1_000_000,
        ValidationCount = TuningLimits.ValidationCount,
        ValidationShare = 0.25,
        TakesChats = true,
        TakesSystemInstructions = true,
    };

    // cloud.google.com, "About preference tuning for Gemini models": at most 5,000 validation examples, or 30 % of the training examples
    // if there are more than 1,000.
    static readonly ExampleLimits s_vertexPreference = s_vertexSupervised with
    {
        BytesPerExample = 197,
        ExampleCount = 10_000_000,
        ValidationShare = 0.3,
        ValidationShareFrom = 1_000,
    };

    /// <summary>The limits of Vertex AI: cloud.google.com, "Prepare supervised fine-tuning data for Gemini models".</summary>
    public static ExampleLimits VertexAI { get; } = s_vertexSupervised with { Preference = s_vertexPreference };

    /// <summary>The name of the service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The longest input.</summary>
    public int InputLength { get; init; } = int.MaxValue;

    /// <summary>The longest output.</summary>
    public int OutputLength { get; init; } = int.MaxValue;

    /// <summary>The length of a whole example from which it is likely to have more tokens than the service takes, at four characters a
    /// token. Only the service can count them.</summary>
    public int LikelyLength { get; init; } = int.MaxValue;

    /// <summary>The largest dataset, in bytes of JSON.</summary>
    public long TotalBytes { get; init; } = long.MaxValue;

    /// <summary>The bytes of JSON around the texts of an example, at the least.</summary>
    public int BytesPerExample { get; init; }

    /// <summary>The most examples.</summary>
    public int ExampleCount { get; init; } = int.MaxValue;

    /// <summary>The most examples to validate with; 0 if the service doesn't take any.</summary>
    public int ValidationCount { get; init; }

    /// <summary>The most examples to validate with, as a share of those to tune on.</summary>
    public double ValidationShare { get; init; } = 1;

    /// <summary>The number of validation examples above which <see cref="ValidationShare"/> applies.</summary>
    public int ValidationShareFrom { get; init; }

    /// <summary>Whether an example may be a chat, or have function calls or media.</summary>
    public bool TakesChats { get; init; }

    /// <summary>Whether an example may have a system instruction.</summary>
    public bool TakesSystemInstructions { get; init; }

    /// <summary>The limits of preference tuning; null if the service doesn't support it.</summary>
    public ExampleLimits? Preference { get; init; }

    /// <summary>The epochs if none are specified; null if the service chooses them by the dataset.</summary>
    public int? DefaultEpochCount { get; init; }

    /// <summary>The batch size if none is specified; null if the service chooses it.</summary>
    public int? DefaultBatchSize { get; init; }

    /// <summary>Returns the limits of a tuning method.</summary>
    /// <param name="method">The method.</param>
    public ExampleLimits For(TuningMethod method) => method == TuningMethod.Preference ? Preference ?? this : this;
}

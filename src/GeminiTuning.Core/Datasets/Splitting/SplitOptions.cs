using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>How a dataset is split.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of the examples to validate with: 0 or more, and less than 1 together with <see cref="TestRatio"/>.</summary>
    public double ValidationRatio { get; init; } = 0.2;

    /// <summary>The share of the examples to test with: 0 or more, and less than 1 together with <see cref="ValidationRatio"/>.</summary>
    public double TestRatio { get; init; }

    /// <summary>The most examples to use in all, 1 or more; null for all of them.</summary>
    public int? Count { get; init; }

    /// <summary>Another seed gives another split. The same examples and the same seed always give the same split.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether each output has the same share in all parts.</summary>
    public bool Stratify { get; init; }

    /// <summary>What the service takes.</summary>
    public ExampleLimits Limits { get; init; } = ExampleLimits.VertexAI;
}

/// <summary>The part of a dataset that an example is in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitPart>))]
public enum SplitPart : long
{
    /// <summary>The model is tuned on it.</summary>
    Training,

    /// <summary>The model is validated with it while it is tuned.</summary>
    Validation,

    /// <summary>The tuned model is measured with it.</summary>
    Test,

    /// <summary>It isn't used, because fewer examples were asked for.</summary>
    Unused,
}

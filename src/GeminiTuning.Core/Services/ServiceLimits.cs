namespace GeminiTuning;

/// <summary>What a service takes. Lengths are in characters of Unicode.</summary>
/// <param name="PromptLength">The longest prompt; <see cref="int.MaxValue"/> where only the model's tokens limit it.</param>
/// <param name="DisplayNameLength">The longest display name.</param>
public sealed record ServiceLimits(int PromptLength, int DisplayNameLength)
{
    /// <summary>What it takes as examples to tune on.</summary>
    public ExampleLimits Examples { get; init; } = new();
}

namespace GeminiTuning;

/// <summary>The longest texts that a service takes, in characters of Unicode.</summary>
/// <param name="PromptLength">The longest prompt; <see cref="int.MaxValue"/> where only the model's tokens limit it.</param>
/// <param name="DisplayNameLength">The longest display name.</param>
public sealed record ServiceLimits(int PromptLength, int DisplayNameLength);

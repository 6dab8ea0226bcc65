namespace GeminiTuning.Emulator.Generation;

/// <summary>What to generate, after everything that can be wrong with it was looked for.</summary>
/// <param name="Prompt">The text of the last turn.</param>
/// <param name="History">The text of all turns and of the system instruction: what its tokens are counted of.</param>
sealed record GenerationRequest(string Prompt, string History)
{
    /// <summary>What the service says of how the request was served; empty where it says nothing.</summary>
    public string TrafficType { get; init; } = "";

    public int CandidateCount { get; init; } = 1;

    public IReadOnlyList<string> StopSequences { get; init; } = [];

    public int? MaxOutputTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public int? Seed { get; init; }

    /// <summary>How much to think before the answer; null for not at all.</summary>
    public Thinking? Thinking { get; init; }

    /// <summary>The form that the answer must have; null for plain text.</summary>
    public ResponseShape? Shape { get; init; }

    /// <summary>How many of the likeliest tokens to tell at each position; null for no log probabilities at all.</summary>
    public int? Logprobs { get; init; }
}

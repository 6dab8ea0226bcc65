namespace GeminiTuning;

/// <summary>What a model answered to one prompt.</summary>
public sealed record TunedModelResponse
{
    /// <summary>What was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The text of the first candidate; empty where there is none.</summary>
    public string Text => Candidates.Count > 0 ? Candidates[0].Text : "";

    /// <summary>Why the first candidate ended.</summary>
    public FinishReason FinishReason => Candidates.Count > 0 ? Candidates[0].FinishReason : FinishReason.Unspecified;

    /// <summary>How the first candidate was rated; where there is none, how the prompt was.</summary>
    public IReadOnlyList<SafetyRating> SafetyRatings =>
        Candidates.Count > 0 ? Candidates[0].SafetyRatings : PromptFeedback?.SafetyRatings ?? [];

    /// <summary>All candidates, as many as were asked for. None means that the prompt was blocked.</summary>
    public IReadOnlyList<ResponseCandidate> Candidates { get; init; } = [];

    /// <summary>What the service held against the prompt; null where it said nothing.</summary>
    public PromptFeedback? PromptFeedback { get; init; }

    /// <summary>The tokens it took.</summary>
    public TokenUsage Usage { get; init; } = new();

    /// <summary>The name of the model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>The version of the model that answered.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The service's id of this answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The prompt's number in its batch, from 1; null where it was asked by itself.</summary>
    public int? Row { get; init; }

    /// <summary>The object that the prompt was taken from, so that answers can be joined to their rows.</summary>
    public object? InputObject { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>One answer of those that a model gave.</summary>
public sealed record ResponseCandidate
{
    /// <summary>Which of them, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why it ended.</summary>
    public FinishReason FinishReason { get; init; }

    /// <summary>How it was rated.</summary>
    public IReadOnlyList<SafetyRating> SafetyRatings { get; init; } = [];

    /// <summary>Its tokens; null where the service does not say.</summary>
    public int? TokenCount { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>The tokens that an answer took, as the service counts them.</summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokenCount { get; init; }

    /// <summary>Tokens of all candidates.</summary>
    public int CandidatesTokenCount { get; init; }

    /// <summary>Tokens in all.</summary>
    public int TotalTokenCount { get; init; }

    /// <summary>The counts on one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{PromptTokenCount} + {CandidatesTokenCount} = {TotalTokenCount}");
}

/// <summary>What the service held against a prompt.</summary>
/// <param name="BlockReason">Why the prompt was blocked; <see cref="GeminiTuning.BlockReason.Unspecified"/> where it was not.</param>
/// <param name="SafetyRatings">How the prompt was rated.</param>
public sealed record PromptFeedback(BlockReason BlockReason, IReadOnlyList<SafetyRating> SafetyRatings)
{
    /// <summary>The reason and the ratings on one line.</summary>
    public override string ToString() =>
        SafetyRatings.Count == 0 ? $"{BlockReason}" : $"{BlockReason} ({string.Join("; ", SafetyRatings)})";
}

/// <summary>How a text was rated in one category.</summary>
/// <param name="Category">What was looked for.</param>
/// <param name="Probability">How likely the text is of that kind.</param>
/// <param name="Blocked">Whether the text was held back for it.</param>
public sealed record SafetyRating(HarmCategory Category, HarmProbability Probability, bool Blocked)
{
    /// <summary>The rating on one line.</summary>
    public override string ToString() => $"{Category}: {Probability}{(Blocked ? ", blocked" : "")}";
}

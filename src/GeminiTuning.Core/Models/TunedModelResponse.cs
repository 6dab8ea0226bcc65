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

    /// <summary>What the service says about how the first candidate ended; null if it says nothing.</summary>
    public string? FinishMessage => Candidates.Count > 0 ? Candidates[0].FinishMessage : null;

    /// <summary>All candidates, as many as were requested. None means that the prompt was blocked (see
    /// <see cref="PromptFeedback"/>) or that the service gave no answer.</summary>
    public IReadOnlyList<ResponseCandidate> Candidates { get; init; } = [];

    /// <summary>What the service held against the prompt; null where it said nothing.</summary>
    public PromptFeedback? PromptFeedback { get; init; }

    /// <summary>The tokens it took.</summary>
    public TokenUsage Usage { get; init; } = new();

    /// <summary>All tokens of the prompt and the response.</summary>
    public int Tokens => Usage.TotalTokenCount;

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

    /// <summary>The reason as the service spells it, such as <c>MAX_TOKENS</c>, also one that this version doesn't know;
    /// null if the service gave none.</summary>
    public string? FinishReasonName { get; init; }

    /// <summary>What the service says about the reason; null if it says nothing.</summary>
    public string? FinishMessage { get; init; }

    /// <summary>How it was rated.</summary>
    public IReadOnlyList<SafetyRating> SafetyRatings { get; init; } = [];

    /// <summary>Its tokens; null where the service does not say.</summary>
    public int? TokenCount { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>The tokens of a prompt and its answer, as the service counts and bills them.</summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokenCount { get; init; }

    /// <summary>Tokens of all candidates.</summary>
    public int CandidatesTokenCount { get; init; }

    /// <summary>Tokens that the model used for thinking; billed as output. 0 for a model that doesn't think.</summary>
    public int ThoughtsTokenCount { get; init; }

    /// <summary>Tokens of the results of tools, which the model read as input.</summary>
    public int ToolUsePromptTokenCount { get; init; }

    /// <summary>All of these tokens together.</summary>
    public int TotalTokenCount { get; init; }

    /// <summary>The counts that aren't zero on one line, such as <c>10 in, 5 out, 285 thinking</c>. They add up to the total.</summary>
    public override string ToString() => string.Join(", ", Parts());

    IEnumerable<string> Parts()
    {
        yield return FormattableString.Invariant($"{PromptTokenCount} in");
        yield return FormattableString.Invariant($"{CandidatesTokenCount} out");
        if (ThoughtsTokenCount > 0)
            yield return FormattableString.Invariant($"{ThoughtsTokenCount} thinking");
        if (ToolUsePromptTokenCount > 0)
            yield return FormattableString.Invariant($"{ToolUsePromptTokenCount} tools");
        // A kind of token that this version doesn't know.
        if (TotalTokenCount - PromptTokenCount - CandidatesTokenCount - ThoughtsTokenCount - ToolUsePromptTokenCount is > 0 and var rest)
            yield return FormattableString.Invariant($"{rest} other");
    }
}

/// <summary>What the service held against a prompt.</summary>
/// <param name="BlockReason">Why the prompt was blocked; <see cref="GeminiTuning.BlockReason.Unspecified"/> where it was not.</param>
/// <param name="SafetyRatings">How the prompt was rated.</param>
public sealed record PromptFeedback(BlockReason BlockReason, IReadOnlyList<SafetyRating> SafetyRatings)
{
    /// <summary>The reason as the service spells it, also one that this version doesn't know; null if the service gave none.</summary>
    public string? BlockReasonName { get; init; }

    /// <summary>What the service says about the reason; null if it says nothing.</summary>
    public string? BlockReasonMessage { get; init; }

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

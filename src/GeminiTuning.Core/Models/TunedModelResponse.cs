namespace GeminiTuning;

/// <summary>The response of a model to a prompt.</summary>
public sealed record TunedModelResponse
{
    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The text of the first candidate; empty if there is none.</summary>
    public string Text => Candidates.Count > 0 ? Candidates[0].Text : "";

    /// <summary>Why the model stopped generating the first candidate.</summary>
    public FinishReason FinishReason => Candidates.Count > 0 ? Candidates[0].FinishReason : FinishReason.Unspecified;

    /// <summary>The safety ratings of the first candidate, or of the prompt if there is no candidate.</summary>
    public IReadOnlyList<SafetyRating> SafetyRatings =>
        Candidates.Count > 0 ? Candidates[0].GetSafetyRatings() : PromptFeedback?.SafetyRatings ?? TextList<SafetyRating>.Empty;

    /// <summary>The message of the service about the finish reason of the first candidate; null if it gave none.</summary>
    public string? FinishMessage => Candidates.Count > 0 ? Candidates[0].FinishMessage : null;

    /// <summary>All candidates, as many as were requested. None means that the prompt was blocked (see
    /// <see cref="PromptFeedback"/>) or that the service generated no response.</summary>
    public IReadOnlyList<ResponseCandidate> Candidates { get; init => field = TextList<ResponseCandidate>.Of(value); } = TextList<ResponseCandidate>.Empty;

    /// <summary>The feedback of the service on the prompt; null if there is none.</summary>
    public PromptFeedback? PromptFeedback { get; init; }

    /// <summary>The number of tokens.</summary>
    public TokenUsage Usage { get; init; } = new();

    /// <summary>The mean log probability of the tokens of the first candidate, zero or less: how sure the model is. Null if the
    /// service doesn't report it.</summary>
    public double? AvgLogprobs => Candidates.Count > 0 ? Candidates[0].AvgLogprobs : null;

    /// <summary>The tokens of the first candidate with their log probabilities; empty if they weren't requested.</summary>
    public IReadOnlyList<TokenLogprob> Logprobs => Candidates.Count > 0 ? Candidates[0].GetLogprobs() : TextList<TokenLogprob>.Empty;

    /// <summary>All tokens of the prompt and the response.</summary>
    public int Tokens => Usage.TotalTokenCount;

    /// <summary>The name of the model, as <see cref="TunedModel.Name"/> has it.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it has none, or if it isn't known.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>The version of the model that responded.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The ID that the service gave the response.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The number of the prompt in its batch, counted from 1; null outside of a batch.</summary>
    public int? Row { get; init; }

    /// <summary>The time from sending the prompt until the response, including retries; null if it isn't known, as in a batch.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The object that contained the prompt, so that you can join responses and rows.</summary>
    public object? InputObject { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>One of the candidates that a model generated.</summary>
public sealed record ResponseCandidate
{
    TextList<SafetyRating> _ratings = TextList<SafetyRating>.Empty;
    TextList<TokenLogprob> _logprobs = TextList<TokenLogprob>.Empty;

    /// <summary>The index of the candidate, counted from 0.</summary>
    public int Index { get; init; }

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why the model stopped generating the candidate.</summary>
    public FinishReason FinishReason { get; init; }

    /// <summary>The reason in the spelling of the service, such as <c>MAX_TOKENS</c>, including reasons that this version
    /// doesn't know; null if the service gave none.</summary>
    public string? FinishReasonName { get; init; }

    /// <summary>The message of the service about the reason; null if it gave none.</summary>
    public string? FinishMessage { get; init; }

    /// <summary>The safety ratings on one line. It's a text, because a list here is deeper than ConvertTo-Json goes by default. For the
    /// ratings themselves, see <see cref="TunedModelResponse.SafetyRatings"/> and <see cref="GetSafetyRatings"/>.</summary>
    public string SafetyRatings => $"{_ratings}";

    /// <summary>Returns the safety ratings.</summary>
    public IReadOnlyList<SafetyRating> GetSafetyRatings() => _ratings;

    /// <summary>Returns the same candidate with other safety ratings.</summary>
    public ResponseCandidate WithSafetyRatings(IReadOnlyList<SafetyRating> ratings) => this with { _ratings = TextList<SafetyRating>.Of(ratings) };

    /// <summary>The number of tokens; null if the service doesn't say.</summary>
    public int? TokenCount { get; init; }

    /// <summary>The mean log probability of the tokens, zero or less; null if the service doesn't report it.</summary>
    public double? AvgLogprobs { get; init; }

    /// <summary>Returns the tokens with their log probabilities; none if they weren't requested.</summary>
    public IReadOnlyList<TokenLogprob> GetLogprobs() => _logprobs;

    /// <summary>Returns the same candidate with other log probabilities.</summary>
    public ResponseCandidate WithLogprobs(IReadOnlyList<TokenLogprob> logprobs) => this with { _logprobs = TextList<TokenLogprob>.Of(logprobs) };

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>A token of a response with its log probability.</summary>
/// <param name="Token">The text of the token.</param>
/// <param name="LogProbability">The natural logarithm of its probability, zero or less; null if the service doesn't report it.</param>
public sealed record TokenLogprob(string Token, double? LogProbability)
{
    TextList<TokenLogprob> _alternatives = TextList<TokenLogprob>.Empty;

    /// <summary>The most likely tokens at this position on one line, the likeliest first; empty if they weren't requested. It's a text,
    /// because a list here is deeper than ConvertTo-Json goes by default. For the tokens themselves, see <see cref="GetAlternatives"/>.</summary>
    public string Alternatives => $"{_alternatives}";

    /// <summary>Returns the most likely tokens at this position, the likeliest first; none if they weren't requested.</summary>
    public IReadOnlyList<TokenLogprob> GetAlternatives() => _alternatives;

    /// <summary>Returns the same token with other alternatives.</summary>
    public TokenLogprob WithAlternatives(IReadOnlyList<TokenLogprob> alternatives) => this with { _alternatives = TextList<TokenLogprob>.Of(alternatives) };

    /// <summary>The token and its log probability on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Token}: {LogProbability:0.####}");
}

/// <summary>The numbers of tokens of a prompt and its response, as the service counts and bills them.</summary>
public sealed record TokenUsage
{
    /// <summary>The tokens of the prompt.</summary>
    public int PromptTokenCount { get; init; }

    /// <summary>The tokens of all candidates.</summary>
    public int CandidatesTokenCount { get; init; }

    /// <summary>The tokens that the model used for thinking, which are billed as output; 0 for a model without thinking.</summary>
    public int ThoughtsTokenCount { get; init; }

    /// <summary>The tokens of tool results, which the model read as input.</summary>
    public int ToolUsePromptTokenCount { get; init; }

    /// <summary>The total number of tokens.</summary>
    public int TotalTokenCount { get; init; }

    /// <summary>The numbers that aren't zero, on one line, such as <c>10 in, 5 out, 285 thinking</c>. They add up to the total.</summary>
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

/// <summary>The feedback of the service on a prompt.</summary>
/// <param name="BlockReason">Why the prompt was blocked; <see cref="GeminiTuning.BlockReason.Unspecified"/> if it wasn't.</param>
/// <param name="SafetyRatings">The safety ratings of the prompt.</param>
public sealed record PromptFeedback(BlockReason BlockReason, IReadOnlyList<SafetyRating> SafetyRatings)
{
    /// <summary>The safety ratings of the prompt.</summary>
    public IReadOnlyList<SafetyRating> SafetyRatings { get; init => field = TextList<SafetyRating>.Of(value); } = TextList<SafetyRating>.Of(SafetyRatings);

    /// <summary>The reason in the spelling of the service, including reasons that this version doesn't know; null if the service gave none.</summary>
    public string? BlockReasonName { get; init; }

    /// <summary>The message of the service about the reason; null if it gave none.</summary>
    public string? BlockReasonMessage { get; init; }

    /// <summary>The reason and the ratings on one line.</summary>
    public override string ToString() =>
        SafetyRatings.Count == 0 ? $"{BlockReason}" : $"{BlockReason} ({string.Join("; ", SafetyRatings)})";
}

/// <summary>The rating of a text in one harm category.</summary>
/// <param name="Category">The harm category.</param>
/// <param name="Probability">The probability that the text belongs to the category.</param>
/// <param name="Blocked">Whether the text was blocked because of it.</param>
public sealed record SafetyRating(HarmCategory Category, HarmProbability Probability, bool Blocked)
{
    /// <summary>The rating on one line.</summary>
    public override string ToString() => $"{Category}: {Probability}{(Blocked ? ", blocked" : "")}";
}

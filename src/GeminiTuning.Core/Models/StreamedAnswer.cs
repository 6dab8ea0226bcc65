namespace GeminiTuning;

/// <summary>Collects how a streamed response ended. Parts that follow the one with the finish reason might not contain it.</summary>
public sealed class StreamedAnswer
{
    TunedModelResponse? _last;
    ResponseCandidate? _candidate;
    PromptFeedback? _feedback;
    TokenUsage _usage = new();

    /// <summary>Adds the next part of the response.</summary>
    public void Add(TunedModelResponse piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        _last = piece;
        // Later parts might omit a block reason or token counts that an earlier part contained.
        _feedback = piece.PromptFeedback is { } feedback && (_feedback is null || feedback.BlockReason != BlockReason.Unspecified) ? feedback : _feedback;
        _usage = piece.Usage.TotalTokenCount > 0 || piece.Usage.PromptTokenCount > 0 ? piece.Usage : _usage;
        if (piece.Candidates is [var candidate, ..])
            _candidate = _candidate is { FinishReasonName: not null } ended && candidate.FinishReasonName is null ? ended : candidate;
    }

    /// <summary>The last finish reason, safety ratings, prompt feedback, and token counts, without the text; null if no part was
    /// added.</summary>
    public TunedModelResponse? Ending => _last is null ? null : _last with
    {
        Candidates = _candidate is null ? [] : [_candidate with { Text = "" }],
        PromptFeedback = _feedback,
        Usage = _usage,
    };
}

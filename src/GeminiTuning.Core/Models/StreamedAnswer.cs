namespace GeminiTuning;

/// <summary>Follows a streamed answer piece by piece, and knows in the end how it ended: pieces after the one with the reason may have none.</summary>
public sealed class StreamedAnswer
{
    TunedModelResponse? _last;
    ResponseCandidate? _candidate;
    PromptFeedback? _feedback;
    TokenUsage _usage = new();

    /// <summary>Adds a piece, in the order in which they came.</summary>
    public void Add(TunedModelResponse piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        _last = piece;
        // A blocked prompt or a count that was reported stays reported.
        _feedback = piece.PromptFeedback is { } feedback && (_feedback is null || feedback.BlockReason != BlockReason.Unspecified) ? feedback : _feedback;
        _usage = piece.Usage.TotalTokenCount > 0 || piece.Usage.PromptTokenCount > 0 ? piece.Usage : _usage;
        if (piece.Candidates is [var candidate, ..])
            _candidate = _candidate is { FinishReasonName: not null } ended && candidate.FinishReasonName is null ? ended : candidate;
    }

    /// <summary>How the answer ended: the last reason, ratings, prompt feedback and token counts that came, without its text;
    /// null if nothing came at all.</summary>
    public TunedModelResponse? Ending => _last is null ? null : _last with
    {
        Candidates = _candidate is null ? [] : [_candidate with { Text = "" }],
        PromptFeedback = _feedback,
        Usage = _usage,
    };
}

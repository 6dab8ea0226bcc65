namespace GeminiTuning.Emulator.Faults;

/// <summary>What happens to a request.</summary>
enum FaultKind
{
    /// <summary>Nothing: it is answered.</summary>
    None,

    /// <summary>It is refused with a status.</summary>
    Status,

    /// <summary>It is refused, and so is its access token from then on.</summary>
    Expired,

    /// <summary>Its connection is reset; it is not carried out.</summary>
    Reset,

    /// <summary>It is carried out, and its connection ends without an answer.</summary>
    Lost,

    /// <summary>The answer is cut off in the middle.</summary>
    Truncated,

    /// <summary>The answer is whole, and its JSON is not.</summary>
    Malformed,

    /// <summary>The answer comes late.</summary>
    Slow,

    /// <summary>The answer begins, and does not go on.</summary>
    Stalled,
}

/// <summary>One fault.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Name">How it is written: <c>503</c>, <c>429:2s</c>, <c>lost</c>.</param>
sealed record Fault(FaultKind Kind, string Name)
{
    /// <summary>No fault.</summary>
    public static Fault None { get; } = new(FaultKind.None, "none");

    /// <summary>The HTTP status that the request is refused with.</summary>
    public int Status { get; init; }

    /// <summary>How long the caller is asked to wait, or how late the answer comes; null where neither is said.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether it is a day's quota that is used up.</summary>
    public bool IsDaily { get; init; }
}

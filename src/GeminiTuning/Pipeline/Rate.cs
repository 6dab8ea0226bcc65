namespace GeminiTuning.Pipeline;

/// <summary>How many things were done in a time.</summary>
/// <param name="Count">How many: 0 or more.</param>
/// <param name="Time">In which time.</param>
readonly record struct Rate(long Count, TimeSpan Time)
{
    /// <summary>Per second, or per minute if that is less than one; null if nothing was done yet.</summary>
    public string? Text => Count <= 0 || Time <= TimeSpan.Zero ? null
        : Count >= Time.TotalSeconds ? Messages.StatusPerSecond(Count / Time.TotalSeconds) : Messages.StatusPerMinute(Count / Time.TotalMinutes);
}

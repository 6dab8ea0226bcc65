using System.Globalization;

namespace GeminiTuning;

/// <summary>Parts of messages that Core and the cmdlets share.</summary>
public static class MessageText
{
    /// <summary>A number with its noun in the singular or the plural: <c>1 row</c>, <c>2,000 rows</c>.</summary>
    /// <param name="count">The number, 0 or more.</param>
    /// <param name="noun">The noun in the singular; its plural ends with s.</param>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A time span in seconds, to a hundredth: <c>1 second</c>, <c>1.25 seconds</c>.</summary>
    /// <param name="time">The time span.</param>
    public static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} second{(time == TimeSpan.FromSeconds(1) ? "" : "s")}");

    /// <summary>Ends a text that isn't ours, such as a service's error, with a full stop, so that another sentence can follow.</summary>
    /// <param name="text">The text, with or without punctuation at its end.</param>
    public static string Sentence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.TrimEnd();
        return trimmed is "" or [.., '.' or '!' or '?' or '…'] ? trimmed : trimmed + ".";
    }
}

using System.Globalization;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Reads faults as a person writes them.</summary>
static class FaultReader
{
    /// <summary>All that can be written, for messages.</summary>
    public const string Allowed =
        "a status from 400 to 599, such as 503, also with the time to wait (429:2s) or, for 429, a day's quota (429:PerDay), "
        + "reset, lost, truncated, malformed, slow, slow:2s, stalled, expired, none, and any where there is a rate. "
        + "A time has up to 3600 s.";

    const double LongestWait = 3600;
    const string Daily = "PerDay";
    static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);

    static readonly Dictionary<string, FaultKind> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = FaultKind.None,
        ["expired"] = FaultKind.Expired,
        ["reset"] = FaultKind.Reset,
        ["lost"] = FaultKind.Lost,
        ["truncated"] = FaultKind.Truncated,
        ["malformed"] = FaultKind.Malformed,
        ["slow"] = FaultKind.Slow,
        ["stalled"] = FaultKind.Stalled,
    };

    /// <summary>Reads one; null where it is none.</summary>
    public static Fault? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var detail = colon < 0 ? null : text[(colon + 1)..];
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return status is >= 400 and <= 599 ? ReadStatus(status, detail) : null;
        return s_kinds.TryGetValue(name, out var kind) ? ReadKind(kind, name.ToLowerInvariant(), detail) : null;
    }

    static Fault? ReadStatus(int status, string? detail)
    {
        var fault = new Fault(FaultKind.Status, $"{status}") { Status = status };
        if (detail is null)
            return fault;
        if (status == 429 && detail.Equals(Daily, StringComparison.OrdinalIgnoreCase))
            return fault with { Name = $"{status}:{Daily}", IsDaily = true };
        return Seconds(detail) is { } wait ? fault with { Name = $"{status}:{Text(wait)}", Wait = wait } : null;
    }

    static Fault? ReadKind(FaultKind kind, string name, string? detail)
    {
        if (detail is null)
            return new Fault(kind, name) { Wait = kind == FaultKind.Slow ? s_slow : null };
        return kind == FaultKind.Slow && Seconds(detail) is { } wait ? new Fault(kind, $"{name}:{Text(wait)}") { Wait = wait } : null;
    }

    static TimeSpan? Seconds(string text) =>
        text is [.. var number, 's' or 'S']
        && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= LongestWait
            ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000))
            : null;

    static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.###'s'", CultureInfo.InvariantCulture);
}

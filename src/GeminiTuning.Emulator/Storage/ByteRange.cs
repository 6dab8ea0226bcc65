using System.Globalization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The part of an object that a download asks for (RFC 9110); of several parts, none is understood.</summary>
sealed partial record ByteRange(long First, long Length)
{
    /// <summary>Reads the header; null where all is asked for, and no length where nothing of it is there.</summary>
    public static ByteRange? Of(string? header, long size)
    {
        if (header is null || Rule().Match(header) is not { Success: true } match)
            return null;

        var (first, last) = (Number(match, "first"), Number(match, "last"));
        if (first is null)
            return last is null ? null : new ByteRange(Math.Max(0, size - last.Value), Math.Min(size, last.Value));
        return first < size && !(last < first)
            ? new ByteRange(first.Value, Math.Min(last ?? long.MaxValue, size - 1) - first.Value + 1)
            : new ByteRange(0, 0);
    }

    static long? Number(Match match, string group) =>
        match.Groups[group].ValueSpan is { Length: > 0 } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue
            : null;

    [GeneratedRegex(@"^bytes=(?<first>\d*)-(?<last>\d*)\z")]
    private static partial Regex Rule();
}

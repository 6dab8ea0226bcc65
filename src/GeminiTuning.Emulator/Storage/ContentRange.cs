using System.Globalization;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Which bytes of an upload a request brings.</summary>
/// <param name="First">Where the first of them belongs; null where it only asks how far the upload is.</param>
/// <param name="Last">Where the last of them belongs; null where their number is not known before.</param>
/// <param name="Total">How many there will be in all; null where that is not known yet.</param>
sealed partial record ContentRange(long? First, long? Last, long? Total)
{
    /// <summary>Reads the header. Without one, the request brings everything.</summary>
    /// <exception cref="ApiException">It cannot be understood.</exception>
    public static ContentRange Of(RequestHead head)
    {
        if (!head.Headers.TryGetValue("Content-Range", out var text))
            return Everything(head);

        var match = Rule().Match(text);
        var (first, last, total) = (Number(match, "first"), Number(match, "last"), Number(match, "total"));
        return match.Success && !(first < 0) && !(last < first) && !(last >= total) && !(total < 0)
            ? new ContentRange(first, last, total)
            : throw ApiException.Invalid($"Failed to parse Content-Range header: {text}");
    }

    static ContentRange Everything(RequestHead head)
    {
        // The length of a compressed body isn't that of its content.
        var length = !head.Headers.ContainsKey("Content-Encoding") && head.Headers.TryGetValue("Content-Length", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        return new ContentRange(0, length - 1, length);
    }

    // A number that is too large is none.
    static long? Number(Match match, string group) => match.Groups[group] is { Success: true } found
        ? long.TryParse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MinValue
        : null;

    [GeneratedRegex(@"^bytes[ =]+((?<first>\d+)-((?<last>\d+)|\*)|\*)/((?<total>\d+)|\*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Rule();
}

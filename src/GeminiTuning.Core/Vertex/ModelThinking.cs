using System.Globalization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Vertex;

/// <summary>The lowest thinking settings of the Gemini models.</summary>
static partial class ModelThinking
{
    // docs.cloud.google.com/gemini-enterprise-agent-platform/models/thinking, as of November 2026: the Pro models and, from 3.7 on, the
    // Flash models don't support MINIMAL; 2.5 Pro always thinks.
    const decimal FlashWithoutMinimal = 3.7m;
    const int LeastOfPro = 128;

    /// <summary>Returns the setting with which a base model thinks the least; null if it doesn't think, or isn't known.</summary>
    /// <param name="model">The ID, with or without a version such as <c>@001</c>.</param>
    public static ThinkingSetting? Lowest(string model)
    {
        if (Id().Match(model) is not { Success: true } match)
            return null;
        var number = match.Groups["version"].ValueSpan;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version))
            return null;
        var kind = match.Groups["kind"].Value;
        return (version, kind) switch
        {
            (2.5m, "pro") => new ThinkingSetting(null, LeastOfPro),
            (2.5m, _) => new ThinkingSetting(null, 0),
            ( < 3m or >= 4m, _) => null,
            (_, "pro") or ( >= FlashWithoutMinimal, "flash") => new ThinkingSetting(ThinkingLevel.Low, null),
            _ => new ThinkingSetting(ThinkingLevel.Minimal, null),
        };
    }

    [GeneratedRegex(@"^gemini-(?<version>\d+(\.\d+)?)-(?<kind>pro|flash-lite|flash)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

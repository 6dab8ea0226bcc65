using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The ids of tuned models.</summary>
static partial class ModelId
{
    const int Longest = 40;
    const int RandomPart = 12;

    public static bool IsValid(string id) => Rule().IsMatch(id);

    /// <summary>Makes an id of a display name's words and a random part.</summary>
    public static string Create(string displayName)
    {
        var words = NotInIds().Replace(displayName.ToLowerInvariant(), "-").Trim('-');
        if (words.Length == 0 || !char.IsAsciiLetter(words[0]))
            words = $"tuned-model-{words}".Trim('-');
        var kept = words[..Math.Min(words.Length, Longest - RandomPart - 1)].TrimEnd('-');
        return $"{kept}-{RandomName.Create(RandomPart)}";
    }

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex Rule();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInIds();
}

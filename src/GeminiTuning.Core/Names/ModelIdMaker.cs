using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning;

/// <summary>Makes the ID of a new tuned model, as the service does: the display name's words joined by hyphens, and a
/// random part. The client makes it, so that a create whose answer was lost can be looked up instead of paid for twice.</summary>
public static class ModelIdMaker
{
    const int MaximumLength = 40;
    const int RandomLength = 12;
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>An ID for a model of this display name.</summary>
    /// <param name="displayName">The display name, or null for none.</param>
    public static string Make(string? displayName) => Make(displayName, RandomNumberGenerator.GetString(Alphabet, RandomLength));

    internal static string Make(string? displayName, string random)
    {
        var words = Words(displayName);
        return $"{(words.Length == 0 ? "tuned-model" : words)}-{random}";
    }

    // The words that fit: lower-case letters and digits of ASCII, all else a hyphen, a letter first.
    static string Words(string? displayName)
    {
        var id = new StringBuilder();
        foreach (var c in displayName ?? "")
        {
            if (char.IsAsciiLetter(c) || (char.IsAsciiDigit(c) && id.Length > 0))
                id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
            if (id.Length == MaximumLength - RandomLength - 1)
                break;
        }
        return id.ToString().TrimEnd('-');
    }
}

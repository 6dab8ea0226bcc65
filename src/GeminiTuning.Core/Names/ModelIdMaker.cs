using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning;

/// <summary>Creates the ID of a new tuned model in the same way as the service: the words of the display name and a random part,
/// joined by hyphens. The client creates it, so that a model can be found by its ID if the response to its creation is lost.</summary>
public static class ModelIdMaker
{
    const int MaximumLength = 40;
    const int RandomLength = 12;
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Creates an ID from a display name.</summary>
    /// <param name="displayName">The display name, or null for none.</param>
    public static string Make(string? displayName) => Make(displayName, RandomNumberGenerator.GetString(Alphabet, RandomLength));

    internal static string Make(string? displayName, string random)
    {
        var words = Words(displayName);
        return $"{(words.Length == 0 ? "tuned-model" : words)}-{random}";
    }

    // The allowed characters are ASCII lowercase letters, digits, and hyphens, and the first one is a letter.
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

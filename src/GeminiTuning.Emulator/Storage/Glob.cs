using System.Text;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A pattern for objects' names as in Cloud Storage's <c>matchGlob</c>: <c>*</c> and <c>?</c> don't match a slash,
/// <c>**</c> does, <c>[a-z]</c> is one of several characters, and <c>{a,b}</c> is one of several patterns.</summary>
sealed class Glob
{
    const int Longest = 1024;

    readonly Regex _rule;

    Glob(string rule) => _rule = new Regex(rule, RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <exception cref="ApiException">The pattern is invalid.</exception>
    public static Glob Parse(string pattern)
    {
        try
        {
            return pattern.Length <= Longest ? new Glob($@"\A{Translate(pattern)}\z") : throw Invalid(pattern[..Longest]);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Invalid(pattern);
        }
    }

    public bool Matches(string name) => _rule.IsMatch(name);

    static string Translate(string pattern)
    {
        var rule = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    rule.Append(".*");
                    i++;
                    break;
                case '*':
                    rule.Append("[^/]*");
                    break;
                case '?':
                    rule.Append("[^/]");
                    break;
                case '[':
                    i = AppendSet(rule, pattern, i);
                    break;
                case '{':
                    rule.Append("(?:");
                    depth++;
                    break;
                case ',' when depth > 0:
                    rule.Append('|');
                    break;
                case '}' when depth > 0:
                    rule.Append(')');
                    depth--;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    rule.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    rule.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return depth == 0 ? rule.ToString() : throw Invalid(pattern);
    }

    static int AppendSet(StringBuilder rule, string pattern, int start)
    {
        var end = pattern.IndexOf(']', Math.Min(start + 2, pattern.Length));
        if (end < 0)
            throw Invalid(pattern);
        var set = pattern[(start + 1)..end];
        var isNegated = set[0] is '!' or '^';
        var characters = (isNegated ? set[1..] : set).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
        rule.Append(isNegated ? "[^" : "[").Append(characters).Append(']');
        return end;
    }

    static ApiException Invalid(string pattern) => ApiException.Invalid("matchGlob", $"Invalid matchGlob: '{pattern}'.");
}

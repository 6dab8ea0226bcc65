using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>The incomplete word and its completions.</summary>
sealed class Word
{
    readonly WildcardPattern _pattern;

    /// <param name="typed">The word from PowerShell, which can start with a quotation mark and contain wildcards.</param>
    public Word(string? typed)
    {
        Text = (typed ?? "").Trim('\'', '"');
        _pattern = Pattern(Text);
    }

    /// <summary>The word without quotation marks.</summary>
    public string Text { get; }

    /// <summary>Whether a text starts with the word.</summary>
    public bool Begins(string text) => _pattern.IsMatch(text);

    /// <summary>Returns a completion, in quotes if PowerShell would parse it differently without them.</summary>
    public static CompletionResult Result(string text, string toolTip) =>
        new(IsBare(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'", text, CompletionResultType.ParameterValue, toolTip);

    static bool IsBare(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '@' or '+') && text.Length > 0 && text[0] is not ('-' or '@');

    // A single bracket isn't a valid pattern, so it's used literally.
    static WildcardPattern Pattern(string text)
    {
        try
        {
            var pattern = WildcardPattern.Get(text + "*", WildcardOptions.IgnoreCase);
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return WildcardPattern.Get(WildcardPattern.Escape(text) + "*", WildcardOptions.IgnoreCase);
        }
    }
}

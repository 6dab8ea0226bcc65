using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>What was typed so far, and what is offered for it.</summary>
sealed class Word
{
    readonly WildcardPattern _pattern;

    /// <param name="typed">As PowerShell gives it: it may begin with a quotation mark, and may hold wildcards.</param>
    public Word(string? typed)
    {
        Text = (typed ?? "").Trim('\'', '"');
        _pattern = Pattern(Text);
    }

    /// <summary>The text without its quotation marks.</summary>
    public string Text { get; }

    /// <summary>Whether a text begins with what was typed.</summary>
    public bool Begins(string text) => _pattern.IsMatch(text);

    /// <summary>An offer, quoted where PowerShell would read it as something else.</summary>
    public static CompletionResult Result(string text, string toolTip) =>
        new(IsBare(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'", text, CompletionResultType.ParameterValue, toolTip);

    static bool IsBare(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '@' or '+') && text.Length > 0 && text[0] is not ('-' or '@');

    // A bracket without its other half is no pattern; it is then what it is.
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

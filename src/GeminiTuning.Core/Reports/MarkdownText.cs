using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace GeminiTuning;

/// <summary>Texts in GitHub's form of Markdown, in which they are nothing but text: no markup, no link, and no mention.</summary>
static partial class MarkdownText
{
    static readonly HtmlEncoder s_html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A sentence or a title. A character with a meaning is escaped, and a comment keeps @ and # from the word after them.</summary>
    public static string Words(string text) => Reference().Replace(Start().Replace(Special().Replace(text, @"\$0"), @"\$0"), "$0<!-- -->");

    /// <summary>A text in an HTML element.</summary>
    public static string Html(string text) => Reference().Replace(s_html.Encode(text), "$0<!-- -->");

    /// <summary>A text that can contain anything, as code.</summary>
    public static string Code(string text)
    {
        if (text.Trim().Length == 0)
            return "";
        // The fence is longer than each run of backquotes in the text.
        var fence = new string('`', Backquotes().Matches(text).Select(run => run.Length).DefaultIfEmpty(0).Max() + 1);
        return fence.Length > 1 ? $"{fence} {text} {fence}" : $"`{text}`";
    }

    /// <summary>A cell of a table. The bar separates cells even in code.</summary>
    public static string Cell(string markdown) => markdown.Replace("|", @"\|", StringComparison.Ordinal);

    [GeneratedRegex(@"[\\`*_{}\[\]<>~&$^]")]
    private static partial Regex Special();

    // What makes a list, a quotation, or a title of a line.
    [GeneratedRegex(@"^(?=[-+](?:[-+\s]|$)|[=#>])|(?<=^\d{1,9})(?=[.)](?:\s|$))")]
    private static partial Regex Start();

    [GeneratedRegex(@"@(?=\w)|#(?=\d)")]
    private static partial Regex Reference();

    [GeneratedRegex("`+")]
    private static partial Regex Backquotes();
}

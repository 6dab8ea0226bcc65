using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the media types of responses that the service supports.</summary>
public sealed class MediaTypeCompleter : IArgumentCompleter
{
    static readonly (string Type, string ToolTip)[] s_types =
    [
        ("application/json", Messages.TipJsonResponse),
        ("text/plain", Messages.TipPlainResponse),
        ("text/x.enum", Messages.TipEnumResponse),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return s_types.Where(entry => word.Begins(entry.Type)).Select(entry => Word.Result(entry.Type, entry.ToolTip));
    }
}

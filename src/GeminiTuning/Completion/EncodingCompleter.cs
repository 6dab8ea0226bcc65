using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Binding;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of encodings.</summary>
public sealed class EncodingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return EncodingTransformationAttribute.Names.Keys.Where(word.Begins).Order(StringComparer.OrdinalIgnoreCase).Select(name => Word.Result(name, name));
    }
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes nothing, for texts that only the user knows. Without a completer, PowerShell offers file names.</summary>
public sealed class FreeTextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}

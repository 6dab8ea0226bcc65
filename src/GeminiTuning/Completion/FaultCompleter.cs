using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Emulator;

namespace GeminiTuning.Completion;

/// <summary>Completes the faults of the emulator. The tooltip describes the effect of the fault.</summary>
public sealed class FaultCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return FaultDescription.All
            .Where(fault => fault.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(fault => new CompletionResult(fault.Text, fault.Text, CompletionResultType.ParameterValue, fault.Effect));
    }
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of the metrics that the service computes without a judge.</summary>
public sealed class EvaluationMetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return EvaluationMetric.Computed.Where(word.Begins).Select(name => Word.Result(name, name));
    }
}

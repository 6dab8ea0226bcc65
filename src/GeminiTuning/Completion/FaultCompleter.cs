using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the faults that an emulator gives, with what a client sees of each.</summary>
public sealed class FaultCompleter : IArgumentCompleter
{
    static readonly (string Fault, string ToolTip)[] s_faults =
    [
        ("none", "nothing: the request is answered"),
        ("503", "a status, 400 to 599; the request is not carried out"),
        ("429:2s", "a status, and the time to wait before the next try"),
        ("429:PerDay", "the day's quota is used up"),
        ("reset", "the connection is reset; the request is not carried out"),
        ("lost", "the request is carried out, and the connection ends without an answer"),
        ("truncated", "half of the answer, then the connection ends"),
        ("malformed", "a whole answer with broken JSON"),
        ("slow:2s", "the answer comes later"),
        ("stalled", "half of the answer, then nothing"),
        ("expired", "401, now and whenever the same access token comes again"),
        ("any", "with a rate: all that trying again overcomes"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return s_faults
            .Where(fault => fault.Fault.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(fault => new CompletionResult(fault.Fault, fault.Fault, CompletionResultType.ParameterValue, fault.ToolTip));
    }
}

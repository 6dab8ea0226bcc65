using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the faults that an emulator gives, with what a client sees of each.</summary>
public sealed class FaultCompleter : IArgumentCompleter
{
    static readonly (string Fault, string ToolTip)[] s_faults =
    [
        ("none", Messages.TipFaultNone),
        ("503", Messages.TipFaultStatus),
        ("429:2s", Messages.TipFaultRetryAfter),
        ("429:PerDay", Messages.TipFaultDailyQuota),
        ("reset", Messages.TipFaultReset),
        ("lost", Messages.TipFaultLostAnswer),
        ("truncated", Messages.TipFaultCutOff),
        ("malformed", Messages.TipFaultBrokenJson),
        ("slow:2s", Messages.TipFaultSlow),
        ("stalled", Messages.TipFaultStall),
        ("expired", Messages.TipFaultExpired),
        ("any", Messages.TipFaultAny),
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

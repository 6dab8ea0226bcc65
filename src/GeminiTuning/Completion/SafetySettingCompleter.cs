using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes entire safety settings, because PowerShell doesn't support completers inside of a hashtable.</summary>
public sealed class SafetySettingCompleter : IArgumentCompleter
{
    // The categories of the Gemini models. The module also accepts those of PaLM, which current models no longer rate.
    static readonly HarmCategory[] s_categories =
        [HarmCategory.Harassment, HarmCategory.HateSpeech, HarmCategory.SexuallyExplicit, HarmCategory.DangerousContent, HarmCategory.CivicIntegrity];

    static readonly (HarmBlockThreshold Threshold, string ToolTip)[] s_thresholds =
    [
        (HarmBlockThreshold.BlockLowAndAbove, Messages.TipBlockLow),
        (HarmBlockThreshold.BlockMediumAndAbove, Messages.TipBlockMedium),
        (HarmBlockThreshold.BlockOnlyHigh, Messages.TipBlockHigh),
        (HarmBlockThreshold.BlockNone, Messages.TipBlockNone),
        (HarmBlockThreshold.Off, Messages.TipFilterOff),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return
            from category in s_categories
            where word.Begins(category.ToString())
            from threshold in s_thresholds
            select new CompletionResult(
                $"@{{ {category} = '{threshold.Threshold}' }}", $"{category} = {threshold.Threshold}", CompletionResultType.ParameterValue, $"{category}: {threshold.ToolTip}");
    }
}

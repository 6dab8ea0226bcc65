namespace GeminiTuning;

/// <summary>Rules about what texts have in common, and about the few that don't have it.</summary>
/// <param name="examples">The examples.</param>
sealed class FormRules(CheckedExamples examples)
{
    readonly AffixCounter _inputEnds = new();
    readonly AffixCounter _outputEnds = new();
    readonly OutlierCounter _inputScripts = new();
    readonly OutlierCounter _outputScripts = new();
    readonly OutlierCounter _forms = new();
    readonly OutlierCounter _kinds = new();
    readonly OutlierCounter _instructions = new();

    public void Add(TuningExample example)
    {
        var isPair = example.Json is null;
        _inputEnds.Add(example.TextInput);
        _outputEnds.Add(example.Output);
        _inputScripts.Add((byte)TextScripts.Of(example.TextInput));
        _outputScripts.Add((byte)TextScripts.Of(example.Output));
        _forms.Add((byte)(isPair ? OutputForms.Of(example.Output) : OutputForm.None));
        _kinds.Add((byte)(isPair ? 1 : 2));
        _instructions.Add((byte)(example.SystemInstruction is null ? 1 : 2));
    }

    public IEnumerable<TuningDataFinding> Findings() =>
    [
        .. Ends(_inputEnds, "inputs", Messages.AdviceCommonInput),
        .. Ends(_outputEnds, "outputs", Messages.AdviceCommonOutput),
        .. Outliers(_inputScripts, TuningDataRule.MixedScript, (usual, count) => Messages.FoundMixedScript(count, what: "input", (TextScript)usual), Messages.AdviceMixedScript),
        .. Outliers(_outputScripts, TuningDataRule.MixedScript, (usual, count) => Messages.FoundMixedScript(count, what: "output", (TextScript)usual), Messages.AdviceMixedScript),
        .. Outliers(_forms, TuningDataRule.MixedForm, (usual, count) => Messages.FoundMixedForm(count, (OutputForm)usual), Messages.AdviceMixedForm),
        .. Outliers(_kinds, TuningDataRule.MixedForm, (usual, count) => usual == 1 ? Messages.FoundFewChats(count) : Messages.FoundFewPairs(count), Messages.AdviceMixedForm),
        .. Outliers(_instructions, TuningDataRule.MixedForm, (usual, count) => usual == 1 ? Messages.FoundFewInstructions(count) : Messages.FoundFewWithoutInstruction(count), Messages.AdviceMixedForm),
    ];

    IEnumerable<TuningDataFinding> Ends(AffixCounter ends, string what, string advice)
    {
        if (ends.Prefix is { } prefix)
            yield return examples.Finding(
                TuningDataRule.CommonPrefix, TuningDataSeverity.Information, Messages.FoundCommonPrefix(what: what, text: prefix), advice, []);
        if (ends.Suffix is { } suffix)
            yield return examples.Finding(
                TuningDataRule.CommonSuffix, TuningDataSeverity.Information, Messages.FoundCommonSuffix(what: what, text: suffix), advice, []);
    }

    IEnumerable<TuningDataFinding> Outliers(OutlierCounter counter, TuningDataRule rule, Func<byte, int, string> message, string advice)
    {
        var (usual, places) = counter.Outliers();
        if (places.Count > 0)
            yield return examples.Finding(
                rule, TuningDataSeverity.Information, message(usual, places.Count), advice, places.Select(place => examples.FirstTraining + place));
    }
}

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
        .. Ends(_inputEnds, "inputs"),
        .. Ends(_outputEnds, "outputs"),
        .. Outliers(_inputScripts, TuningDataRule.MixedScript, (usual, count) => Messages.FoundMixedScript(count, what: "input", (TextScript)usual)),
        .. Outliers(_outputScripts, TuningDataRule.MixedScript, (usual, count) => Messages.FoundMixedScript(count, what: "output", (TextScript)usual)),
        .. Outliers(_forms, TuningDataRule.MixedForm, (usual, count) => Messages.FoundMixedForm(count, (OutputForm)usual)),
        .. Outliers(_kinds, TuningDataRule.MixedForm, (usual, count) => usual == 1 ? Messages.FoundFewChats(count) : Messages.FoundFewPairs(count)),
        .. Outliers(
            _instructions, TuningDataRule.MixedForm,
            (usual, count) => usual == 1 ? Messages.FoundFewInstructions(count) : Messages.FoundFewWithoutInstruction(count)),
    ];

    IEnumerable<TuningDataFinding> Ends(AffixCounter ends, string what)
    {
        if (ends.Prefix is { } prefix)
            yield return examples.Finding(TuningDataRule.CommonPrefix, Messages.FoundCommonPrefix(what: what, text: prefix), []);
        if (ends.Suffix is { } suffix)
            yield return examples.Finding(TuningDataRule.CommonSuffix, Messages.FoundCommonSuffix(what: what, text: suffix), []);
    }

    IEnumerable<TuningDataFinding> Outliers(OutlierCounter counter, TuningDataRule rule, Func<byte, int, string> message)
    {
        var (usual, places) = counter.Outliers();
        if (places.Count > 0)
            yield return examples.Finding(rule, message(usual, places.Count), places.Select(place => examples.FirstTraining + place));
    }
}

namespace GeminiTuning;

/// <summary>Rules about outputs that are classes: how many examples each has.</summary>
/// <param name="examples">The examples.</param>
sealed class ClassRules(CheckedExamples examples)
{
    // Fewer than a handful are learned by heart, if at all.
    const int Handful = 5;

    // From here on, Google's machine learning crash course calls classes of a data set imbalanced to a moderate degree or more.
    const int MostTimes = 10;

    readonly OutputCounter _outputs = new();

    public void Add(TuningExample example, int number)
    {
        if (example is { Json: null, RejectedOutput: null })
            _outputs.Add(example.Output, examples.Index.OutputOf(number), number);
    }

    /// <summary>The classes; none if the outputs are no classes.</summary>
    public IReadOnlyList<(string Output, IReadOnlyList<int> Numbers)> Classes() => _outputs.Classes();

    public IEnumerable<TuningDataFinding> Findings()
    {
        var classes = Classes();
        if (classes is [var only])
        {
            yield return examples.Finding(TuningDataRule.SingleOutput, Messages.FoundSingleOutput(Shown(only)), []);
            yield break;
        }
        if (classes is [var first, .., var last] && first.Numbers.Count >= last.Numbers.Count * MostTimes)
            yield return examples.Finding(
                TuningDataRule.Imbalance,
                Messages.FoundImbalance(most: Shown(first), mostCount: first.Numbers.Count, least: Shown(last), leastCount: last.Numbers.Count), []);
        var rare = classes.Where(one => one.Numbers.Count < Handful).ToList();
        if (rare.Count > 0)
            yield return examples.Finding(
                TuningDataRule.RareOutput, Messages.FoundRareOutput(count: rare.Count, handful: Handful, output: Shown(rare[^1])),
                rare.SelectMany(one => one.Numbers));
    }

    static string Shown((string Output, IReadOnlyList<int> Numbers) one) => PrintableText.Of(one.Output, 40);
}

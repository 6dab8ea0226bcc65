namespace GeminiTuning.Tests.Datasets;

/// <summary>Checks datasets in tests.</summary>
static class Checking
{
    static readonly string[] s_words =
    [
        "window", "river", "seven", "copper", "garden", "letter", "summer", "bridge", "yellow", "market", "silver", "engine", "cotton", "winter", "planet",
        "doctor", "basket", "mirror", "forest", "candle", "pepper", "ticket", "violin", "harbor",
    ];

    /// <summary>Examples that no rule objects to: unlike each other, with two outputs of the same frequency.</summary>
    public static List<TuningExample> Fine(int count = 40) =>
        [.. Enumerable.Range(0, count).Select(i => new TuningExample { TextInput = Sentence(i), Output = i % 2 == 0 ? "even" : "odd" })];

    /// <summary>A sentence that is unlike all others of this kind.</summary>
    public static string Sentence(int number)
    {
        var random = new Random(number);
        return $"{string.Join(' ', Enumerable.Range(0, 8).Select(_ => s_words[random.Next(s_words.Length)]))} {number}";
    }

    public static TuningDataReport Report(IEnumerable<TuningExample> training, IEnumerable<TuningExample>? validation = null, ExampleLimits? limits = null)
    {
        var checker = new TuningDataChecker(limits ?? ExampleLimits.VertexAI);
        foreach (var example in validation ?? [])
            checker.AddValidation(example);
        foreach (var example in training)
            checker.Add(example);
        return checker.Report();
    }

    /// <summary>The findings of a rule in a dataset of fine examples and these.</summary>
    public static List<TuningDataFinding> Found(TuningDataRule rule, params IEnumerable<TuningExample> more) =>
        [.. Report([.. Fine(), .. more]).Findings.Where(finding => finding.Rule == rule)];

    public static TuningExample Pair(string input, string output = "even", string? system = null) => new() { TextInput = input, Output = output, SystemInstruction = system };

    public static IEnumerable<int> Rows(TuningDataFinding finding) => finding.Lines.Select(line => line.Row);
}

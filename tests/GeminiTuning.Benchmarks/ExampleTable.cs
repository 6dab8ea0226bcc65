namespace GeminiTuning.Benchmarks;

/// <summary>Examples: always the same texts, unlike each other.</summary>
static class ExampleTable
{
    static readonly string[] s_words = ["card", "payment", "account", "transfer", "balance", "refund", "limit", "order", "address", "identity", "exchange", "deposit", "charge"];

    /// <summary>Writes a table with the columns input and output.</summary>
    public static void Write(string path, int rows)
    {
        using var writer = new StreamWriter(path);
        writer.Write("input,output\n");
        foreach (var (input, output) in Rows(rows))
            writer.Write($"{input},{output}\n");
    }

    /// <summary>The examples of the table.</summary>
    public static IReadOnlyList<TuningExample> Examples(int rows) => [.. Rows(rows).Select(row => new TuningExample { TextInput = row.Input, Output = row.Output })];

    static IEnumerable<(string Input, string Output)> Rows(int rows)
    {
        var random = new Random(1);
        for (var row = 0; row < rows; row++)
            yield return ($"{string.Join(' ', random.GetItems(s_words, 14))} {row}", $"class {row % 77}");
    }
}

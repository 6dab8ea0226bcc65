namespace GeminiTuning;

/// <summary>An output and how often it is there.</summary>
/// <param name="Output">The output; control characters and all beyond 80 characters aren't shown.</param>
/// <param name="Count">The number of examples.</param>
public sealed record OutputCount(string Output, int Count);

/// <summary>Counts outputs where they are few: the classes of a classification.</summary>
sealed class OutputCounter
{
    const int Most = 1000;
    const int LeastPerClass = 3;
    // The names of classes are short. Others take no more memory than that.
    const int LongestKept = 80;

    readonly Dictionary<ulong, Entry> _outputs = [];
    int _count;
    bool _areMany;

    /// <summary>Adds an output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="hash">A hash of the output.</param>
    /// <param name="row">The number of its example.</param>
    public void Add(string output, ulong hash, int row)
    {
        _count++;
        if (_areMany)
            return;
        if (!_outputs.TryGetValue(hash, out var entry))
            _outputs[hash] = entry = new Entry(output.Length <= LongestKept ? output : PrintableText.Of(output));
        entry.Rows.Add(row);
        if (_outputs.Count <= Most)
            return;
        _areMany = true;
        _outputs.Clear();
    }

    /// <summary>The classes with their examples, the most frequent first; none if the outputs are too many to be classes.</summary>
    public IReadOnlyList<(string Output, IReadOnlyList<int> Rows)> Classes() => _areMany || _outputs.Count * LeastPerClass > _count
        ? []
        :
        [
            .. _outputs.Values.Select(entry => (Text: PrintableText.Of(entry.Output), Rows: (IReadOnlyList<int>)entry.Rows))
                .OrderByDescending(entry => entry.Rows.Count).ThenBy(entry => entry.Text, StringComparer.Ordinal),
        ];

    sealed class Entry(string output)
    {
        public string Output => output;

        public List<int> Rows { get; } = [];
    }
}

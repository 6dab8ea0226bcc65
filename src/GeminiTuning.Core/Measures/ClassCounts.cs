namespace GeminiTuning;

/// <summary>Counts expected and actual labels while rows come in. It gives up once the expected texts are too many or too long to be
/// classes, so that its memory is bounded.</summary>
sealed class ClassCounts
{
    /// <summary>The most distinct expected texts that count as classes.</summary>
    public const int MostClasses = 100;

    /// <summary>The longest text that counts as a class, in characters.</summary>
    public const int LongestClass = 200;

    // Answers outside the classes that are remembered, because a later row may show that they are one.
    const int MostOthers = 10_000;

    /// <summary>The number of an answer that can't be a class.</summary>
    const int Outside = -1;

    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    readonly List<string> _texts = [];
    readonly HashSet<int> _expected = [];
    readonly Dictionary<(int Expected, int Actual), long> _cells = [];
    long _rows;
    bool _hasMany;

    /// <summary>Whether the expected texts are classes: at most <see cref="MostClasses"/>, each in two rows on average, or more.</summary>
    public bool AreClasses => !_hasMany && _rows >= 2 * _expected.Count && _expected.Count > 1;

    /// <summary>Counts a row, and returns its cell.</summary>
    public (int Expected, int Actual) Add(string expected, string actual)
    {
        if (_hasMany)
            return default;
        (expected, actual) = (expected.Trim(), actual.Trim());
        _rows++;
        var cell = (Id(expected), actual.Length <= LongestClass && (_ids.ContainsKey(actual) || _ids.Count < MostOthers) ? Id(actual) : Outside);
        _expected.Add(cell.Item1);
        _cells[cell] = _cells.GetValueOrDefault(cell) + 1;
        if (_expected.Count > MostClasses || expected.Length > LongestClass)
            GiveUp();
        return cell;
    }

    /// <summary>Returns the confusion matrix.</summary>
    public ConfusionMatrix ToMatrix()
    {
        var (classes, index) = Classes();
        var counts = new long[classes.Count][];
        for (var row = 0; row < counts.Length; row++)
            counts[row] = new long[classes.Count + 1];
        foreach (var ((expected, actual), count) in _cells)
            counts[index[expected]][index.GetValueOrDefault(actual, classes.Count)] += count;
        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>Returns the classes in ordinal order, and the place of each number among them.</summary>
    public (IReadOnlyList<string> Classes, IReadOnlyDictionary<int, int> Index) Classes()
    {
        var ids = _expected.OrderBy(id => _texts[id], StringComparer.Ordinal).ToList();
        return ([.. ids.Select(id => _texts[id])], ids.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place));
    }

    int Id(string text)
    {
        if (_ids.TryGetValue(text, out var id))
            return id;
        _texts.Add(text);
        return _ids[text] = _texts.Count - 1;
    }

    void GiveUp()
    {
        _hasMany = true;
        _ids.Clear();
        _texts.Clear();
        _cells.Clear();
    }
}

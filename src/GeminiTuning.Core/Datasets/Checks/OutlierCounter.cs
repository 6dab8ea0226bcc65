namespace GeminiTuning;

/// <summary>Finds the few examples of one kind among all the others of another.</summary>
sealed class OutlierCounter
{
    // Fewer examples don't show what is usual, and more than a twentieth is usual, too.
    const int LeastExamples = 20;
    const int MostOutliers = 20;

    readonly ChunkedList<byte> _kinds = new();
    readonly int[] _counts = new int[256];

    /// <summary>Adds the next example; 0 is of no kind.</summary>
    public void Add(byte kind)
    {
        _kinds.Add(kind);
        _counts[kind]++;
    }

    /// <summary>The kind of all others, and the examples that are of another; none if there is no such kind, or none of another.</summary>
    public (byte Usual, IReadOnlyList<int> Rows) Outliers()
    {
        var known = _kinds.Count - _counts[0];
        var usual = (byte)Enumerable.Range(1, 255).MaxBy(kind => _counts[kind]);
        var others = known - _counts[usual];
        return known < LeastExamples || others == 0 || others * MostOutliers > known
            ? (usual, [])
            : (usual, [.. Enumerable.Range(0, _kinds.Count).Where(row => _kinds[row] != 0 && _kinds[row] != usual)]);
    }
}

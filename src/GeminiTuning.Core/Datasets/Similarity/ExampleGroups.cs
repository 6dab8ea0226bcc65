namespace GeminiTuning;

/// <summary>Examples in groups, which grow together (union-find). A group is called by its first example.</summary>
sealed class ExampleGroups
{
    readonly int[] _parents;

    public ExampleGroups(int count) => _parents = [.. Enumerable.Range(0, count)];

    /// <summary>The first example of an example's group.</summary>
    public int FirstOf(int row)
    {
        var first = row;
        while (_parents[first] != first)
            first = _parents[first];
        while (_parents[row] != first)
            (_parents[row], row) = (first, _parents[row]);
        return first;
    }

    /// <summary>Makes one group of two.</summary>
    public void Join(int first, int second)
    {
        var (one, other) = (FirstOf(first), FirstOf(second));
        _parents[Math.Max(one, other)] = Math.Min(one, other);
    }
}

using System.Collections;

namespace GeminiTuning;

/// <summary>Examples with the same hash, in groups of two or more; in each group by their numbers.</summary>
sealed class HashGroups : IEnumerable<ArraySegment<int>>
{
    readonly ulong[] _hashes;
    readonly int[] _rows;

    /// <param name="hashes">The hash of each example. The array is sorted.</param>
    public HashGroups(ulong[] hashes)
    {
        _hashes = hashes;
        _rows = [.. Enumerable.Range(0, hashes.Length)];
        Array.Sort(_hashes, _rows);
    }

    public IEnumerator<ArraySegment<int>> GetEnumerator()
    {
        for (var (from, to) = (0, 1); from < _rows.Length; from = to++)
        {
            while (to < _rows.Length && _hashes[to] == _hashes[from])
                to++;
            if (to - from == 1)
                continue;
            Array.Sort(_rows, from, to - from);
            yield return new ArraySegment<int>(_rows, from, to - from);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

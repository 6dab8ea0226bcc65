using System.Collections;
using System.Numerics;

namespace GeminiTuning;

/// <summary>Examples with the same hash, in groups of two or more; in each group by their numbers.</summary>
sealed class HashGroups : IEnumerable<ArraySegment<int>>
{
    readonly ulong[] _hashes;
    readonly int[] _rows;

    /// <param name="hashes">The hash of each example.</param>
    public HashGroups(ChunkedList<ulong> hashes)
    {
        _rows = Repeated(hashes);
        _hashes = Array.ConvertAll(_rows, row => hashes[row]);
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

    // All examples whose hash is there twice, and a few others: those whose first bits are. Sorting only these takes a tenth of the time,
    // since most examples stand alone.
    static int[] Repeated(ChunkedList<ulong> hashes)
    {
        var bits = BitOperations.Log2((uint)hashes.Count | 63) + 4;
        var (once, twice) = (new ulong[1 << (bits - 6)], new ulong[1 << (bits - 6)]);
        for (var row = 0; row < hashes.Count; row++)
        {
            var (word, bit) = Place(hashes[row], bits);
            twice[word] |= once[word] & bit;
            once[word] |= bit;
        }
        var repeated = new List<int>();
        for (var row = 0; row < hashes.Count; row++)
        {
            var (word, bit) = Place(hashes[row], bits);
            if ((twice[word] & bit) != 0)
                repeated.Add(row);
        }
        return [.. repeated];
    }

    static (int Word, ulong Bit) Place(ulong hash, int bits)
    {
        var place = hash >> (64 - bits);
        return ((int)(place >> 6), 1UL << (int)(place & 63));
    }
}

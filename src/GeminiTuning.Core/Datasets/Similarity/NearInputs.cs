using System.Buffers.Binary;

namespace GeminiTuning;

/// <summary>Finds near duplicates by their signatures. Two texts are compared if a band of their signatures is the same (locality-
/// sensitive hashing, Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4), so that the time grows with the examples
/// and not with their square.</summary>
static class NearInputs
{
    // Of two texts with 80 % of their n-grams in common, 95 of 100 share a band; with 90 %, all; with half, 15.
    const int BandSize = 6;
    const int Bands = MinHash.Size / BandSize;

    // Where many texts share a band, each is compared with so many groups.
    const int MostCompared = 16;

    /// <summary>Joins the groups of examples that are alike.</summary>
    /// <param name="signatures">The signatures of all examples.</param>
    /// <param name="first">The example from which on they are looked at.</param>
    /// <param name="groups">The groups.</param>
    public static void Join(ChunkedList<Signature> signatures, int first, ExampleGroups groups)
    {
        var keys = new ulong[signatures.Count];
        for (var band = 0; band < Bands; band++)
        {
            var count = 0;
            for (var row = first; row < signatures.Count; row++)
                if (Band(ref signatures[row], band) is > 0 and var key)
                    keys[count++] = ((ulong)key << 32) | (uint)row;
            Array.Sort(keys, 0, count);
            for (var (from, to) = (0, 1); from < count; from = to++)
            {
                while (to < count && keys[to] >> 32 == keys[from] >> 32)
                    to++;
                JoinRun(keys.AsSpan(from, to - from), signatures, groups);
            }
        }
    }

    static void JoinRun(ReadOnlySpan<ulong> run, ChunkedList<Signature> signatures, ExampleGroups groups)
    {
        Span<int> compared = stackalloc int[MostCompared];
        var count = 0;
        foreach (var key in run)
        {
            var row = (int)(uint)key;
            if (!IsLikeOneOf(compared[..count], row, signatures, groups) && count < MostCompared)
                compared[count++] = row;
        }
    }

    static bool IsLikeOneOf(ReadOnlySpan<int> others, int row, ChunkedList<Signature> signatures, ExampleGroups groups)
    {
        foreach (var other in others)
        {
            if (groups.FirstOf(other) == groups.FirstOf(row))
                return true;
            if (MinHash.Common(signatures[other], signatures[row]) < MinHash.Alike)
                continue;
            groups.Join(other, row);
            return true;
        }
        return false;
    }

    // A text that isn't compared has zeros alone, and no other has one. Two bands with the same hash are compared, and then differ.
    static uint Band(ref Signature signature, int band)
    {
        ReadOnlySpan<byte> bytes = ((Span<byte>)signature).Slice(band * BandSize, BandSize);
        var key = BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(bytes[sizeof(uint)..]) << 32);
        return key == 0 ? 0 : (uint)(TextHash.Combine(key, (ulong)band) >> 32) | 1;
    }
}

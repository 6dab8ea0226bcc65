using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GeminiTuning;

/// <summary>The scores of one row, without its texts.</summary>
readonly record struct RowScore
{
    /// <summary>What identifies the row: a hash of its input and its expected output.</summary>
    public required ulong Key { get; init; }

    /// <summary>The number of the row, counted from 1.</summary>
    public required long Row { get; init; }

    public required bool Exact { get; init; }

    public required bool Normalized { get; init; }

    public required double TokenF1 { get; init; }

    public required double RougeL { get; init; }

    public required double ChrF { get; init; }

    /// <summary>NaN if one of the texts isn't a number.</summary>
    public double AbsoluteError { get; init; }

    /// <summary>NaN if one of the texts isn't a number, or the expected one is zero.</summary>
    public double RelativeError { get; init; }

    /// <summary>NaN without a score of one's own.</summary>
    public double Score { get; init; }

    /// <summary>The cell of the confusion matrix.</summary>
    public (int Expected, int Actual) Cell { get; init; }

    /// <summary>In milliseconds; NaN if it isn't known.</summary>
    public double Latency { get; init; }

    /// <summary>Returns the key of a row. It's the same in every process and on every platform.</summary>
    public static ulong KeyOf(string input, string expected)
    {
        // The length separates the texts, whatever they contain.
        var bytes = new byte[sizeof(int) + (sizeof(char) * (input.Length + expected.Length))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, input.Length);
        MemoryMarshal.AsBytes(input.AsSpan()).CopyTo(bytes.AsSpan(sizeof(int)));
        MemoryMarshal.AsBytes(expected.AsSpan()).CopyTo(bytes.AsSpan(sizeof(int) + (sizeof(char) * input.Length)));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}

/// <summary>The scores of all rows, or of a random sample if there are more than fit in memory: those with the smallest keys. So two
/// measurements over the same rows have the same sample, and can be compared row by row.</summary>
sealed class RowSample
{
    /// <summary>The number of rows that are kept.</summary>
    public const int Capacity = 100_000;

    readonly int _capacity;
    readonly List<RowScore> _scores = [];
    ulong _limit = ulong.MaxValue;

    public RowSample(int capacity = Capacity) => _capacity = capacity;

    /// <summary>How many rows were added.</summary>
    public long Count { get; private set; }

    /// <summary>Whether rows were left out. Then the rows with keys of at most <see cref="Limit"/> are there.</summary>
    public bool IsPart => _limit < ulong.MaxValue;

    /// <summary>The largest key that can be there.</summary>
    public ulong Limit => _limit;

    /// <summary>Adds the scores of a row.</summary>
    public void Add(RowScore score)
    {
        Count++;
        if (score.Key > _limit)
            return;
        _scores.Add(score);
        // Sorting twice the capacity at a time costs less than keeping an order with each row.
        if (_scores.Count >= 2 * _capacity)
            Trim();
    }

    /// <summary>Returns the scores, by key, and rows with the same key in their order.</summary>
    public IReadOnlyList<RowScore> Scores()
    {
        Trim();
        return _scores;
    }

    void Trim()
    {
        _scores.Sort((one, other) => one.Key.CompareTo(other.Key) is var order and not 0 ? order : one.Row.CompareTo(other.Row));
        if (_scores.Count <= _capacity)
            return;
        _scores.RemoveRange(_capacity, _scores.Count - _capacity);
        _limit = _scores[^1].Key;
    }
}

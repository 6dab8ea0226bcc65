using System.Text;

namespace GeminiTuning.Emulator.Training;

/// <summary>
/// The outputs that were taught, as a tree of forks: each fork is the first bit in which the outputs below it differ. So a
/// choice among n outputs is a walk of about log2(n) two-way choices, and a fork is known by what it has in common with
/// any other tree that was taught some of the same outputs.
/// </summary>
sealed class OutputTree
{
    readonly List<Fork> _forks = [];
    readonly List<Step>[] _paths;

    public OutputTree(IEnumerable<string> outputs)
    {
        var sorted = outputs.Distinct(StringComparer.Ordinal)
            .Select(o => (Text: o, Bytes: Encoding.UTF8.GetBytes(o)))
            .ToArray();
        Array.Sort(sorted, (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        Outputs = [.. sorted.Select(o => o.Text)];
        _paths = new List<Step>[sorted.Length];
        Grow([.. sorted.Select(o => o.Bytes)]);
    }

    /// <summary>The distinct outputs, in the order of their UTF-8.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The forks; a fork stands before those below it.</summary>
    public IReadOnlyList<Fork> Forks => _forks;

    /// <summary>The choices that lead to an output.</summary>
    public IReadOnlyList<Step> PathTo(int output) => _paths[output];

    /// <summary>The number of an output or, if it wasn't taught, of the last one before it in the order, or else the first.</summary>
    public int Nearest(string output)
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        var (low, high) = (0, Outputs.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var isAfter = Encoding.UTF8.GetBytes(Outputs[middle]).AsSpan().SequenceCompareTo(bytes) > 0;
            (low, high) = isAfter ? (low, middle) : (middle, high);
        }

        return low;
    }

    void Grow(byte[][] sorted)
    {
        var open = new Stack<(int Low, int High, int Parent, bool Right)>();
        open.Push((0, sorted.Length, -1, false));
        while (open.TryPop(out var range))
        {
            if (range.High - range.Low == 1)
            {
                _paths[range.Low] = Climb(range.Parent, range.Right);
                continue;
            }

            var bit = OutputBits.FirstDifference(sorted[range.Low], sorted[range.High - 1]);
            var middle = Split(sorted, range.Low, range.High, bit);
            var prior = Math.Log((double)(range.High - middle) / (middle - range.Low));
            _forks.Add(new Fork(OutputBits.HashOfPrefix(sorted[range.Low], bit), prior, range.Parent, range.Right, range.Low, middle, range.High));
            open.Push((middle, range.High, _forks.Count - 1, true));
            open.Push((range.Low, middle, _forks.Count - 1, false));
        }
    }

    List<Step> Climb(int fork, bool right)
    {
        List<Step> path = [];
        for (; fork >= 0; (fork, right) = (_forks[fork].Parent, _forks[fork].IsRight))
            path.Add(new Step(fork, right));
        return path;
    }

    static int Split(byte[][] sorted, int low, int high, int bit)
    {
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = OutputBits.At(sorted[middle], bit) ? (low, middle) : (middle, high);
        }

        return high;
    }
}

/// <summary>
/// A fork between the outputs from <paramref name="Low"/> to <paramref name="Middle"/> and those up to <paramref name="High"/>.
/// Its weights are found by its key; its prior is the log-odds of going right that make all outputs equally likely before
/// anything is learned.
/// </summary>
readonly record struct Fork(uint Key, double Prior, int Parent, bool IsRight, int Low, int Middle, int High);

/// <summary>A choice at a fork.</summary>
readonly record struct Step(int Fork, bool Right);

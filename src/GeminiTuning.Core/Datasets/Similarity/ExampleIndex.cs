namespace GeminiTuning;

/// <summary>What is kept of each example to find those that are the same or nearly so: hashes, and no text.</summary>
/// <param name="findsNear">Whether nearly the same inputs can be found, which takes most of the time and memory.</param>
sealed class ExampleIndex(bool findsNear = true)
{
    // What all texts begin or end with says nothing about which of them are alike. It is known by the first of them.
    const int LookedAt = 256;
    const int LongestLookedAt = 4 * 1024 * 1024;
    const int ShortestAffix = 16;

    readonly NormalText _normal = new();
    readonly ChunkedList<ulong> _exact = new();
    readonly ChunkedList<ulong> _inputs = new();
    readonly ChunkedList<ulong> _outputs = new();
    readonly ChunkedList<Signature> _signatures = new();
    readonly Dictionary<int, (ulong Preferred, ulong Rejected)> _pairs = [];
    readonly List<string> _first = [];
    int _firstLength;
    (int Prefix, int Suffix)? _affixes;

    /// <summary>The number of examples.</summary>
    public int Count => _exact.Count;

    /// <summary>Whether nearly the same inputs can be found.</summary>
    public bool FindsNear => findsNear;

    /// <summary>Adds an example.</summary>
    public void Add(TuningExample example)
    {
        var (input, output) = (TextHash.Of(example.TextInput), TextHash.Of(example.Output));
        var (system, rejected) = (TextHash.Of(example.SystemInstruction), TextHash.Of(example.RejectedOutput));
        _exact.Add(example.Json is { } json ? TextHash.Of(json) : Exact(input, output, system, rejected));
        if (example.RejectedOutput is not null)
            _pairs[_outputs.Count] = (output, rejected);
        _outputs.Add(TextHash.Combine(output, rejected));
        var normal = _normal.Of(example.TextInput);
        _inputs.Add(TextHash.Combine(normal.SequenceEqual(example.TextInput) ? input : TextHash.Of(normal), system));
        if (findsNear)
            AddSignature(normal);
    }

    void AddSignature(ReadOnlySpan<char> normal)
    {
        if (_affixes is null && _first.Count < LookedAt && _firstLength < LongestLookedAt)
        {
            _first.Add(normal.ToString());
            _firstLength += normal.Length;
            return;
        }
        Look();
        Sign(normal);
    }

    /// <summary>The hash of all of an example.</summary>
    public ulong ExactOf(int index) => _exact[index];

    /// <summary>Returns the hash of all of an example.</summary>
    public static ulong Exact(TuningExample example) => example.Json is { } json
        ? TextHash.Of(json)
        : Exact(
            TextHash.Of(example.TextInput), TextHash.Of(example.Output), TextHash.Of(example.SystemInstruction), TextHash.Of(example.RejectedOutput));

    /// <summary>The groups of examples with the same normalized input and the same system instruction; those that stand alone aren't among
    /// them.</summary>
    public HashGroups ByInput() => new(_inputs);

    /// <summary>The hash of an example's output.</summary>
    public ulong OutputOf(int index) => _outputs[index];

    /// <summary>Whether examples with the same input can't all be learned: their outputs differ, or an output that one preference pair
    /// prefers is the one that another rejects.</summary>
    public bool HaveConflict(IReadOnlyList<int> examples)
    {
        var pairs = examples.Where(_pairs.ContainsKey).Select(number => _pairs[number]).ToList();
        return pairs.Count < examples.Count
            ? examples.Select(OutputOf).Distinct().Count() > 1
            : pairs.Select(pair => pair.Preferred).Intersect(pairs.Where(pair => pair.Preferred != pair.Rejected).Select(pair => pair.Rejected)).Any();
    }

    /// <summary>Whether an example is a preference pair.</summary>
    public bool IsPair(int index) => _pairs.ContainsKey(index);

    /// <summary>The number of different inputs, normalized, from an example on.</summary>
    public int CountInputs(int first) => Distinct(_inputs, first);

    /// <summary>The number of different outputs, from an example on.</summary>
    public int CountOutputs(int first) => Distinct(_outputs, first);

    /// <summary>The examples whose inputs are the same or nearly so, in groups.</summary>
    /// <param name="first">The example from which on they are grouped; those before stand alone.</param>
    public ExampleGroups Alike(int first = 0)
    {
        Look();
        var groups = new ExampleGroups(Count);
        foreach (var same in ByInput())
            for (var i = 1; i < same.Count; i++)
                if (same[i - 1] >= first)
                    groups.Join(same[i - 1], same[i]);
        NearInputs.Join(_signatures, first, groups);
        return groups;
    }

    static ulong Exact(ulong input, ulong output, ulong system, ulong rejected) =>
        TextHash.Combine(TextHash.Combine(input, output), TextHash.Combine(system, rejected));

    static int Distinct(ChunkedList<ulong> hashes, int first)
    {
        var sorted = hashes.ToArray().AsSpan(first);
        sorted.Sort();
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
            count += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        return count;
    }

    void Look()
    {
        if (_affixes is not null)
            return;
        _affixes = (Affix.Prefix(_first, ShortestAffix), Affix.Suffix(_first, ShortestAffix));
        foreach (var text in _first)
            Sign(text);
        _first.Clear();
        _first.TrimExcess();
    }

    void Sign(ReadOnlySpan<char> normal)
    {
        var (prefix, suffix) = _affixes!.Value;
        var signature = new Signature();
        MinHash.Compute(normal.Length > prefix + suffix ? normal[prefix..^suffix] : [], signature);
        _signatures.Add(signature);
    }
}

/// <summary>The bytes of a MinHash signature.</summary>
[System.Runtime.CompilerServices.InlineArray(MinHash.Size)]
struct Signature
{
    byte _first;
}

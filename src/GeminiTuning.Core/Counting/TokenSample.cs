namespace GeminiTuning;

/// <summary>The examples whose tokens the service is asked to count: all of a small dataset, or a random sample of a large one. The
/// rest of the dataset isn't kept, so a dataset of any size can pass through. The same examples always result in the same sample.</summary>
public sealed class TokenSample
{
    /// <summary>The most requests that <see cref="EstimateAsync"/> makes.</summary>
    public const int RequestCount = 20;

    /// <summary>The most characters in the sample, at about four characters a token: with <see cref="RequestCount"/> requests, each has
    /// about 50,000 tokens, which is far below the limits of the service.</summary>
    public const int CharacterCount = 4_000_000;

    // No document has a limit for the contents of one request.
    const int ExamplesPerRequest = 1000;

    // An interval needs the variance between requests, so some examples are kept however long they are.
    const int FewestExamples = 20;
    const ulong Seed = 20261128;

    // The 97.5% points of Student's t for 1, 2, ... degrees of freedom: one less than there are requests.
    static readonly double[] s_quantiles =
        [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093];

    readonly SeededRandom _random;
    readonly int _requests;
    readonly int _characters;
    // The example with the largest key is first, because it's the next one to leave the sample.
    readonly PriorityQueue<Drawn, ulong> _drawn = new(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));
    ulong _limit = ulong.MaxValue;
    long _drawnCharacters;
    long _allCharacters;

    /// <summary>Creates an empty sample.</summary>
    public TokenSample() : this(Seed, RequestCount, CharacterCount)
    {
    }

    internal TokenSample(ulong seed, int requests, int characters) => (_random, _requests, _characters) = (new SeededRandom(seed), requests, characters);

    /// <summary>The system instruction of examples that have none; null for none.</summary>
    public string? SystemInstruction { get; init; }

    /// <summary>The number of examples that were added.</summary>
    public long ExampleCount { get; private set; }

    /// <summary>Adds an example of the dataset.</summary>
    public void Add(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (SystemInstruction is not null && example.SystemInstruction is null)
            example = VertexForm.WithSystemInstruction(example, SystemInstruction);
        var length = LengthOf(example);
        ExampleCount++;
        _allCharacters += length;
        var key = _random.NextBits();
        // Without this, a short example could still enter after longer ones had left, and the sample would be too short on average.
        if (key >= _limit)
            return;
        _drawn.Enqueue(new Drawn(example, length, key), key);
        _drawnCharacters += length;
        while (IsTooLarge)
        {
            var left = _drawn.Dequeue();
            _drawnCharacters -= left.Length;
            _limit = left.Key;
        }
    }

    /// <summary>Counts the tokens of the sample, and estimates those of the dataset. If the sample is the whole dataset, nothing is
    /// estimated. Otherwise, the estimate is the ratio of tokens to characters, and its interval comes from how much that ratio differs
    /// between the requests, which are random groups of examples (Wolter, Introduction to Variance Estimation, chapter 2).</summary>
    /// <param name="count">Returns the number of tokens of some examples: one request.</param>
    public async Task<TokenEstimate> EstimateAsync(Func<IReadOnlyList<TuningExample>, Task<long>> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        List<(long Tokens, long Characters)> counted = [];
        foreach (var group in Groups().Where(group => group.Count > 0))
            counted.Add((await count([.. group.Select(one => one.Example)]).ConfigureAwait(false), group.Sum(one => one.Length)));
        var tokens = counted.Sum(group => group.Tokens);
        var exact = new TokenEstimate { ExampleCount = ExampleCount, CountedExampleCount = _drawn.Count, Tokens = tokens };
        if (_drawn.Count == ExampleCount)
            return exact;
        var ratio = (double)tokens / _drawnCharacters;
        var all = ratio * _allCharacters;
        var half = HalfWidth(counted, ratio) * _allCharacters;
        return exact with
        {
            Tokens = (long)Math.Round(all),
            LowerTokens = half is { } below ? Math.Max(tokens, (long)Math.Round(all - below)) : null,
            UpperTokens = half is { } above ? (long)Math.Round(all + above) : null,
        };
    }

    bool IsTooLarge => _drawn.Count > FewestExamples && (_drawnCharacters > _characters || _drawn.Count > _requests * ExamplesPerRequest);

    // In the order of their keys, which is random: each group is a random sample of its own. All are about equally long.
    List<List<Drawn>> Groups()
    {
        var ordered = _drawn.UnorderedItems.Select(item => item.Element).OrderBy(one => one.Key).ToList();
        // A small dataset takes as few requests as its size allows.
        var needed = Math.Max(Math.Ceiling(_drawnCharacters * (double)_requests / _characters), Math.Ceiling(ordered.Count / (double)ExamplesPerRequest));
        var requests = ordered.Count < ExampleCount ? _requests : (int)Math.Clamp(needed, 1, _requests);
        List<List<Drawn>> groups = [[]];
        long filled = 0;
        foreach (var one in ordered)
        {
            var isFull = filled >= _drawnCharacters * (double)groups.Count / requests || groups[^1].Count == ExamplesPerRequest;
            if (groups[^1].Count > 0 && isFull && groups.Count < requests)
                groups.Add([]);
            groups[^1].Add(one);
            filled += one.Length;
        }
        return groups;
    }

    // Half of the 95% interval of the ratio, by Student's t, with the correction for a sample without replacement. One request, which
    // a very long example can fill, says nothing about the variance.
    double? HalfWidth(List<(long Tokens, long Characters)> counted, double ratio)
    {
        if (counted.Count < 2)
            return null;
        var squares = counted.Sum(group => Math.Pow(group.Tokens - (ratio * group.Characters), 2));
        var unseen = 1 - (_drawn.Count / (double)ExampleCount);
        var variance = unseen * counted.Count / (counted.Count - 1) * squares / Math.Pow(_drawnCharacters, 2);
        return s_quantiles[Math.Min(counted.Count - 1, s_quantiles.Length) - 1] * Math.Sqrt(variance);
    }

    static int LengthOf(TuningExample example) => Math.Max(1, example.Json?.Length
        ?? example.TextInput.Length + example.Output.Length + (example.RejectedOutput?.Length ?? 0) + (example.SystemInstruction?.Length ?? 0));

    sealed record Drawn(TuningExample Example, int Length, ulong Key);
}

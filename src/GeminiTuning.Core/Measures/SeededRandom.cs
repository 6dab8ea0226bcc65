namespace GeminiTuning;

/// <summary>Random numbers that are the same for the same seed on every platform and with every version of .NET: SplitMix64
/// (Steele, Lea and Flood, 2014). The algorithm of <see cref="Random"/> isn't part of its contract.</summary>
/// <param name="seed">The seed.</param>
/// <param name="skipped">How many numbers to leave out, which takes no time.</param>
sealed class SeededRandom(ulong seed, ulong skipped = 0)
{
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state = unchecked(seed + (skipped * Step));

    /// <summary>Returns 64 random bits.</summary>
    public ulong NextBits()
    {
        var bits = _state += Step;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Returns a whole number from 0 to <paramref name="count"/> - 1. The bias is below 2^-32, because the count is below 2^31.</summary>
    public int Next(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    /// <summary>Returns a number from 0 up to, but not including, 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));
}

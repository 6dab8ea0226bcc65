namespace GeminiTuning;

/// <summary>Tests of whether two models differ on the same rows. Each returns a two-sided p-value: how likely a difference of at least
/// this size is between two equally good models.</summary>
public static class PairedTests
{
    /// <summary>Up to this many discordant pairs, McNemar's test is exact.</summary>
    public const int ExactLimit = 1000;

    /// <summary>How many random assignments of signs a permutation test draws, if it can't try all.</summary>
    public const int Permutations = 9999;

    // All 2^n assignments are tried, if they are fewer than what would be drawn.
    const int AllSignsLimit = 13;
    internal const ulong Seed = 19351113;

    /// <summary>McNemar's test: the exact binomial one up to <see cref="ExactLimit"/> discordant pairs, because it holds its error rate
    /// however few there are. Above, the chi-square one with continuity correction, because there both agree to three digits.</summary>
    /// <param name="onlyFirst">In how many pairs only the first model is right.</param>
    /// <param name="onlySecond">In how many pairs only the second model is right.</param>
    public static double McNemar(long onlyFirst, long onlySecond) => onlyFirst + onlySecond <= ExactLimit
        ? McNemarExact(onlyFirst, onlySecond)
        : McNemarChiSquare(onlyFirst, onlySecond);

    /// <summary>The exact test of McNemar (1947): the binomial test of whether both kinds of discordant pairs are equally likely.</summary>
    /// <inheritdoc cref="McNemar" path="/param"/>
    public static double McNemarExact(long onlyFirst, long onlySecond)
    {
        var count = onlyFirst + onlySecond;
        var fewer = Math.Min(onlyFirst, onlySecond);
        if (fewer == onlyFirst && fewer == onlySecond)
            return 1;
        // The largest term first, in logarithms since it may be smaller than any double; the others relative to it.
        double term = 1, sum = 1;
        for (var k = fewer; k > 0 && term > sum * 1e-18; k--)
        {
            term *= (double)k / (count - k + 1);
            sum += term;
        }
        var log = SpecialFunctions.LogFactorial(count) - SpecialFunctions.LogFactorial(fewer) - SpecialFunctions.LogFactorial(count - fewer) - (count * Math.Log(2));
        return Math.Min(1, 2 * Math.Exp(log + Math.Log(sum)));
    }

    /// <summary>McNemar's chi-square test with the continuity correction of Edwards (1948).</summary>
    /// <inheritdoc cref="McNemar" path="/param"/>
    public static double McNemarChiSquare(long onlyFirst, long onlySecond)
    {
        double count = onlyFirst + onlySecond, difference = Math.Abs(onlyFirst - onlySecond) - 1;
        return count == 0 ? 1 : SpecialFunctions.Erfc(Math.Abs(difference) / Math.Sqrt(2 * count));
    }

    /// <summary>The paired permutation test of a mean difference (Fisher, 1935): if the models are equally good, the sign of each
    /// difference is random. It's exact for up to 13 differences that aren't zero; with more, it draws <see cref="Permutations"/>
    /// assignments of signs with a fixed seed.</summary>
    /// <param name="differences">The difference of each row.</param>
    public static double Permutation(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var changed = differences.Where(difference => difference != 0).ToArray();
        var observed = Math.Abs(changed.Sum());
        // What differs by rounding alone is as extreme.
        var extreme = observed - (changed.Sum(Math.Abs) * 1e-12);
        return changed.Length <= AllSignsLimit ? AllSigns(changed, extreme) : RandomSigns(changed, extreme);
    }

    /// <summary>Corrects p-values for their number: the step-down method of Holm (1979).</summary>
    /// <param name="pValues">The p-values.</param>
    /// <returns>The adjusted p-values, in the same order.</returns>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = new double[pValues.Count];
        var (rank, least) = (0, 0.0);
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
            adjusted[index] = least = Math.Max(least, Math.Min(1, pValues[index] * (pValues.Count - rank++)));
        return adjusted;
    }

    static double AllSigns(double[] differences, double extreme)
    {
        var assignments = 1 << differences.Length;
        var count = 0;
        for (var signs = 0; signs < assignments; signs++)
        {
            double sum = 0;
            for (var index = 0; index < differences.Length; index++)
                sum += ((signs >> index) & 1) == 0 ? differences[index] : -differences[index];
            if (Math.Abs(sum) >= extreme)
                count++;
        }
        return (double)count / assignments;
    }

    // The observed assignment is one of them, so the p-value is never zero (Phipson and Smyth, 2010).
    static double RandomSigns(double[] differences, double extreme)
    {
        var random = new SeededRandom(Seed);
        var count = 1;
        for (var draw = 0; draw < Permutations; draw++)
        {
            double sum = 0;
            ulong signs = 0;
            for (var index = 0; index < differences.Length; index++, signs >>= 1)
            {
                if (index % 64 == 0)
                    signs = random.NextBits();
                sum += (signs & 1) == 0 ? differences[index] : -differences[index];
            }
            if (Math.Abs(sum) >= extreme)
                count++;
        }
        return count / (Permutations + 1.0);
    }
}

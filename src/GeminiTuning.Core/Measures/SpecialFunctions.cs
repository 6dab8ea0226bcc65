namespace GeminiTuning;

/// <summary>The functions that the intervals and tests need. They are a few lines each; a numerics library would have to live with the
/// adapters, and then programs that use this library alone would have no measures.</summary>
static class SpecialFunctions
{
    const double TwoOverRootPi = 1.1283791670955125738961589031215;
    const double HalfLogTwoPi = 0.91893853320467274178032973640562;
    // Below, the series of erf converges fast; above, the continued fraction of erfc does.
    const double SeriesLimit = 2.5;
    const int ExactFactorials = 32;

    /// <summary>The probability that a normal variable exceeds <paramref name="z"/>.</summary>
    public static double NormalTail(double z) => Erfc(z / Math.Sqrt(2)) / 2;

    /// <summary>The complementary error function (DLMF 7.6.1 and 7.9.1).</summary>
    public static double Erfc(double x) => x switch
    {
        double.NaN => double.NaN,
        < 0 => 2 - Erfc(-x),
        < SeriesLimit => 1 - ErfSeries(x),
        _ => ErfcFraction(x),
    };

    /// <summary>The point that a normal variable stays below with a probability.</summary>
    /// <param name="probability">The probability, between 0 and 1.</param>
    public static double NormalQuantile(double probability)
    {
        if (probability is not (> 0 and < 1))
            return probability switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => double.NaN };
        if (probability > 0.5)
            return -NormalQuantile(1 - probability);
        // The tail is monotonic, and below -40 it's zero in double precision. Halving 64 times leaves the last digit.
        double low = -40, high = 0;
        for (var step = 0; step < 64; step++)
        {
            var middle = (low + high) / 2;
            if (NormalTail(-middle) < probability)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>The natural logarithm of a factorial.</summary>
    /// <param name="n">The number, 0 or more.</param>
    public static double LogFactorial(long n)
    {
        if (n < ExactFactorials)
        {
            double product = 1;
            for (var factor = 2; factor <= n; factor++)
                product *= factor;
            return Math.Log(product);
        }
        // Stirling's series for ln Γ(x) (DLMF 5.11.1), which at 33 is exact in double precision after these terms.
        double x = n + 1, square = x * x;
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + ((((((-1.0 / 1680 / square) + (1.0 / 1260)) / square) - (1.0 / 360)) / square) + (1.0 / 12)) / x;
    }

    // erf x = 2/√π e^(-x²) Σ 2^n x^(2n+1) / (1·3·…·(2n+1)): all terms are positive, so nothing cancels.
    static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 200 && term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return TwoOverRootPi * Math.Exp(-x * x) * sum;
    }

    // From the inside out: at 2.5 and above, 120 levels are more than enough.
    static double ErfcFraction(double x)
    {
        var fraction = x;
        for (var level = 120; level > 0; level--)
            fraction = x + (level / 2.0 / fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}

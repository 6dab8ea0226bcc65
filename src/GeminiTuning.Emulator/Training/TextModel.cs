namespace GeminiTuning.Emulator.Training;

/// <summary>
/// A small text model: it answers a prompt with one of the outputs that it was taught, by logistic regression at each fork
/// of their tree (a hierarchical softmax). The weights lie in one hashed table, whose size does not grow with the product
/// of outputs and features.
/// </summary>
sealed class TextModel(OutputTree tree, float[] weights)
{
    readonly int _mask = weights.Length - 1;

    public OutputTree Tree { get; } = tree;

    /// <summary>The hashed weights; their number is a power of two.</summary>
    public float[] Weights { get; } = weights;

    /// <summary>Where the weight of a feature at a fork is found.</summary>
    public int Slot(uint forkKey, uint feature) => (int)StableHash.Mix(forkKey ^ (feature * 0x9e3779b1)) & _mask;

    /// <summary>The log-odds of going right at a fork.</summary>
    public double LogOdds(Fork fork, ReadOnlySpan<uint> features)
    {
        var sum = 0.0;
        foreach (var feature in features)
            sum += Weights[Slot(fork.Key, feature)];
        return fork.Prior + (sum / Math.Sqrt(features.Length));
    }

    /// <summary>The natural logarithm of each output's probability.</summary>
    public double[] LogProbabilities(string prompt)
    {
        var features = TextFeatures.Of(prompt);
        var logs = new double[Tree.Outputs.Count];
        foreach (var fork in Tree.Forks)
        {
            var odds = LogOdds(fork, features);
            var (left, right) = (-Softplus(odds), -Softplus(-odds));
            for (var i = fork.Low; i < fork.High; i++)
                logs[i] += i < fork.Middle ? left : right;
        }

        return logs;
    }

    /// <summary>The model as it is now, which further training does not change.</summary>
    public TextModel Copy() => new(Tree, [.. Weights]);

    /// <summary>The negative log-likelihood of a choice.</summary>
    public static double Loss(double odds, bool right) => Softplus(right ? -odds : odds);

    /// <summary>Whether the likelier choice is the right one.</summary>
    public static bool IsRight(double odds, bool right) => right ? odds > 0 : odds < 0;

    /// <summary>log(1 + e^x), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}

using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Generation;

/// <summary>How to choose among the outputs.</summary>
/// <param name="Temperature">Zero for always the likeliest.</param>
/// <param name="TopP">Only the likeliest that together reach this probability.</param>
/// <param name="TopK">Only so many of the likeliest.</param>
sealed record Sampling(double Temperature, double TopP, int TopK)
{
    /// <summary>The temperature if neither the request nor the tuned model has one. It is low, so that a model that has
    /// learned little still answers with its likeliest output.</summary>
    public const float DefaultTemperature = 0.2f;

    /// <summary>The default of <see cref="TopP"/>.</summary>
    public const float DefaultTopP = 0.95f;

    /// <summary>The default of <see cref="TopK"/>.</summary>
    public const int DefaultTopK = 40;
}

/// <summary>
/// Draws outputs by their probabilities. Without a seed the prompt is the seed: the emulator answers the same request with
/// the same answer.
/// </summary>
static class Sampler
{
    /// <summary>Draws so many outputs.</summary>
    public static IEnumerable<string> Draw(TextModel model, string prompt, Sampling sampling, int? seed, int count)
    {
        var logs = model.LogProbabilities(prompt);
        var ranked = Enumerable.Range(0, logs.Length).OrderByDescending(i => logs[i]).ToArray();
        if (sampling.Temperature == 0)
            return Enumerable.Repeat(model.Tree.Outputs[ranked[0]], count);

        var chances = Chances(ranked, logs, sampling);
        var random = new Random(seed ?? (int)StableHash.Of(prompt, seed: 1));
        return [.. Enumerable.Range(0, count).Select(_ => model.Tree.Outputs[ranked[Pick(chances, random)]])];
    }

    static List<double> Chances(int[] ranked, double[] logs, Sampling sampling)
    {
        var best = logs[ranked[0]];
        var weights = ranked.Select(i => Math.Exp((logs[i] - best) / sampling.Temperature)).ToArray();
        var needed = weights.Sum() * sampling.TopP;

        List<double> chances = [];
        var reached = 0.0;
        foreach (var weight in weights.Take(sampling.TopK))
        {
            chances.Add(weight);
            reached += weight;
            if (reached >= needed)
                break;
        }

        return chances;
    }

    static int Pick(List<double> chances, Random random)
    {
        var left = random.NextDouble() * chances.Sum();
        for (var i = 0; i < chances.Count - 1; i++)
        {
            left -= chances[i];
            if (left < 0)
                return i;
        }

        return chances.Count - 1;
    }
}

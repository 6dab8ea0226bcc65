using System.Globalization;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Generation;

/// <summary>How much a model thinks before it answers. Its thoughts are the outputs that it weighs, with their probabilities.</summary>
/// <param name="Weighed">How many outputs it weighs.</param>
sealed record Thinking(int Weighed)
{
    /// <summary>The most tokens that it may take.</summary>
    public int MostTokens { get; init; } = int.MaxValue / 8;

    /// <summary>Whether the answer shows the thoughts.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>The thoughts on a prompt.</summary>
    /// <param name="model">The model; null for a base model, which has no outputs to weigh.</param>
    /// <param name="prompt">The prompt.</param>
    public string On(string prompt, TextModel? model) => TokenRule.Take(
        model is null ? "Nothing was taught that this prompt could be compared with." : $"Likely outputs: {string.Join("; ", Weigh(prompt, model))}.",
        MostTokens);

    IEnumerable<string> Weigh(string prompt, TextModel model)
    {
        var logs = model.LogProbabilities(prompt);
        return Enumerable.Range(0, logs.Length).OrderByDescending(i => logs[i]).Take(Weighed)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{model.Tree.Outputs[i]} ({Math.Exp(logs[i]):P1})"));
    }
}

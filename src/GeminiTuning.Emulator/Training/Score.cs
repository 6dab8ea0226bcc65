namespace GeminiTuning.Emulator.Training;

/// <summary>How well a model predicts the outputs of some examples. It predicts an output choice by choice, as a large model
/// does token by token.</summary>
/// <param name="Examples">The number of examples.</param>
/// <param name="Loss">The negative log-likelihood of their outputs (in nats), summed up.</param>
/// <param name="Choices">The number of choices that lead to their outputs.</param>
/// <param name="Right">The number of these choices that the model predicts correctly.</param>
readonly record struct Score(long Examples, double Loss, long Choices, long Right)
{
    /// <summary>The mean loss of an example; zero without examples.</summary>
    public double MeanLoss => Examples == 0 ? 0 : Loss / Examples;

    /// <summary>The fraction of choices that are correct. A model of a single output has no choice to get wrong.</summary>
    public double Accuracy => Choices == 0 ? 1 : (double)Right / Choices;

    public static Score operator +(Score one, Score other) =>
        new(one.Examples + other.Examples, one.Loss + other.Loss, one.Choices + other.Choices, one.Right + other.Right);
}

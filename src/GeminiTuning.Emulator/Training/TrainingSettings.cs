namespace GeminiTuning.Emulator.Training;

/// <summary>A pair of texts to learn from.</summary>
/// <param name="Input">The prompt.</param>
/// <param name="Output">The output to learn.</param>
/// <param name="Rejected">The output that the other one is to be preferred to; null if the output is learned as it is.</param>
sealed record Example(string Input, string Output, string? Rejected = null);

/// <summary>How to learn; the learning rate is on the service's scale, typically 0.0001 to 0.01.</summary>
/// <param name="EpochCount">How often the examples are gone through.</param>
/// <param name="BatchSize">The examples of a step.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta">How closely preference tuning keeps the model to its source.</param>
sealed record TrainingSettings(int EpochCount, int BatchSize, double LearningRate, double Beta = TrainingSettings.DefaultBeta)
{
    /// <summary>The beta of the paper; the service doesn't say which one is its default.</summary>
    public const double DefaultBeta = 0.1;

    /// <summary>Steps in all: a batch may reach over the end of an epoch.</summary>
    public int TotalSteps(int examples) => (int)((((long)examples * EpochCount) + BatchSize - 1) / BatchSize);
}

/// <summary>What a step came to.</summary>
/// <param name="Step">Counted from one.</param>
/// <param name="Epoch">The epoch of the step's last example, counted from one.</param>
/// <param name="Score">How well the model predicts the batch before the step's update.</param>
sealed record TrainingStep(int Step, int Epoch, Score Score)
{
    /// <summary>The mean over the batch of the negative log-likelihood (in nats).</summary>
    public double MeanLoss => Score.MeanLoss;
}

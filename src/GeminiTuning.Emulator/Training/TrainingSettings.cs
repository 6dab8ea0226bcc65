namespace GeminiTuning.Emulator.Training;

/// <summary>A pair of texts to learn from.</summary>
sealed record Example(string Input, string Output);

/// <summary>How to learn; the learning rate is on the service's scale, typically 0.0001 to 0.01.</summary>
sealed record TrainingSettings(int EpochCount, int BatchSize, double LearningRate)
{
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

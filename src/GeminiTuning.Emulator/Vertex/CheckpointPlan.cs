namespace GeminiTuning.Emulator.Vertex;

/// <summary>The epochs after which a checkpoint is kept or the model is validated.</summary>
static class CheckpointPlan
{
    const int Most = 10;
    const int MostValidations = 100;

    /// <summary>A checkpoint is kept of each epoch or, where there are many, of ten that lie evenly; of the last one in any case.</summary>
    public static IReadOnlyList<int> Epochs(int count, bool lastOnly) => lastOnly ? [count] : Evenly(count, Most);

    /// <summary>The model is validated after each epoch or, where there are many, after a hundred that lie evenly. Those of the
    /// checkpoints are among them.</summary>
    public static IReadOnlyList<int> Validations(int count) => Evenly(count, MostValidations);

    static IReadOnlyList<int> Evenly(int count, int most) =>
        [.. Enumerable.Range(1, Math.Min(count, most)).Select(i => count <= most ? i : (int)Math.Round((double)i * count / most))];
}

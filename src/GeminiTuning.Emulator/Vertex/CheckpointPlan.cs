namespace GeminiTuning.Emulator.Vertex;

/// <summary>Of which epochs a checkpoint is kept: of each or, where there are many, of ten that lie evenly; the last one in
/// any case.</summary>
static class CheckpointPlan
{
    const int Most = 10;

    public static IReadOnlyList<int> Epochs(int count, bool lastOnly)
    {
        if (lastOnly)
            return [count];
        return count <= Most
            ? [.. Enumerable.Range(1, count)]
            : [.. Enumerable.Range(1, Most).Select(i => (int)Math.Round((double)i * count / Most))];
    }
}

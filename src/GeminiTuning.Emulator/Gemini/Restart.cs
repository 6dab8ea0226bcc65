using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Takes up what an earlier emulator has kept.</summary>
static class Restart
{
    const int Aborted = 10;

    public static void Load(ModelFolder folder, ModelStore store, Action<string> warn, DateTimeOffset now)
    {
        foreach (var (model, weights) in folder.Load(warn))
        {
            store.Restore(model, weights);
            if (!model.IsDone)
                store.Fail(model, CutOff, now);
        }
    }

    static TuningError CutOff { get; } = new(Aborted, "The emulator was stopped before the tuning was finished. Create the model again.");
}

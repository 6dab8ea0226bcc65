namespace GeminiTuning.Emulator.Tuning;

/// <summary>Takes up what an earlier emulator has kept.</summary>
static class Restart
{
    const int Aborted = 10;

    public static void Load(ModelFolder folder, ModelStore store, TuningEmulatorOptions options)
    {
        foreach (var (model, weights) in folder.Load(options.Warn))
        {
            store.Restore(model, weights);
            if (!model.IsDone)
                store.Change(model.Id, m => m.Failed(CutOff, options.Clock.GetUtcNow()));
        }
    }

    static TuningError CutOff { get; } = new(Aborted, "The emulator was stopped before the tuning was finished. Create the model again.");
}

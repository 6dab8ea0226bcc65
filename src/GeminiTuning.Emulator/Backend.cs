using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Tuning;

namespace GeminiTuning.Emulator;

/// <summary>What stands behind the methods: what is kept, and what runs.</summary>
sealed class Backend : IAsyncDisposable
{
    readonly ModelFolder? _folder;
    readonly ObjectFolder _objectFolder;

    /// <summary>Takes up what is in the folder, if there is one.</summary>
    public Backend(TuningEmulatorOptions options, ModelFolder? folder)
    {
        _folder = folder;
        Clock = options.Clock;
        Models = new ModelStore(folder);
        if (folder is not null)
            Restart.Load(folder, Models, options);
        Tunings = new TuningRunner(Models, options.TuningDuration, options.Clock);

        _objectFolder = new ObjectFolder(folder?.Path);
        Objects = new ObjectStore(_objectFolder, options.Clock);
        foreach (var stored in _objectFolder.Load(options.Warn))
            Objects.Restore(stored);
    }

    public TimeProvider Clock { get; }

    public ModelStore Models { get; }

    public TuningRunner Tunings { get; }

    public ObjectStore Objects { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tunings.DisposeAsync().ConfigureAwait(false);
        _objectFolder.Dispose();
        _folder?.Dispose();
    }
}

using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Tuning;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator;

/// <summary>What stands behind the methods: what is kept, and what runs.</summary>
sealed class Backend : IAsyncDisposable
{
    readonly ModelFolder? _folder;
    readonly ObjectFolder _objectFolder;
    readonly JobTasks _jobs = new();

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

        Vertex = new VertexStore(folder?.Path, options);
        TuningJobs = new TuningJobRunner(Vertex, Objects, _jobs, options.TuningDuration, options.Clock);
        Batches = new BatchRunner(Vertex, Objects, _jobs, options.TuningDuration, options.Clock);
    }

    public TimeProvider Clock { get; }

    public ModelStore Models { get; }

    public TuningRunner Tunings { get; }

    public ObjectStore Objects { get; }

    public VertexStore Vertex { get; }

    public TuningJobRunner TuningJobs { get; }

    public BatchRunner Batches { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tunings.DisposeAsync().ConfigureAwait(false);
        await _jobs.DisposeAsync().ConfigureAwait(false);
        TuningJobs.Dispose();
        _objectFolder.Dispose();
        _folder?.Dispose();
    }
}

using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Storage;
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
        Clock = options.TimeProvider;
        Models = new ModelStore(folder);
        if (folder is not null)
            Restart.Load(folder, Models, options.WarningHandler, Clock.GetUtcNow());
        Tunings = new TuningRunner(Models, options.TuningDuration, Clock);

        _objectFolder = new ObjectFolder(folder?.Path);
        Objects = new ObjectStore(_objectFolder, Clock);
        foreach (var stored in _objectFolder.Load(options.WarningHandler))
            Objects.Restore(stored);

        Vertex = new VertexStore(folder?.Path, options.WarningHandler, Clock.GetUtcNow());
        TuningJobs = new TuningJobRunner(Vertex, Objects, _jobs, options.TuningDuration, Clock);
        Batches = new BatchRunner(Vertex, Objects, _jobs, options.TuningDuration, Clock);
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

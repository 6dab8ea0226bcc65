using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator;

/// <summary>What the methods work on: what is stored, and what runs.</summary>
sealed class Backend : IAsyncDisposable
{
    readonly DataFolder? _folder;
    readonly ObjectFolder _objectFolder;
    readonly JobTasks _jobs = new();

    /// <summary>Loads what is in the data path, if there is one.</summary>
    public Backend(TuningEmulatorOptions options, DataFolder? folder)
    {
        _folder = folder;
        Clock = options.TimeProvider;
        var models = folder is null ? null : new ModelFolder(folder);
        Models = new ModelStore(models);
        if (models is not null)
            Restart.Load(models, Models, options.WarningHandler, Clock.GetUtcNow());
        Tunings = new TuningRunner(Models, options.TuningDuration, Clock);

        _objectFolder = new ObjectFolder(folder, options.Disk);
        Objects = new ObjectStore(_objectFolder, Clock);
        Objects.Restore(_objectFolder.Load(options.WarningHandler));

        Vertex = new VertexStore(folder, options.WarningHandler, Clock.GetUtcNow());
        TuningJobs = new TuningJobRunner(Vertex, Objects, _jobs, options.TuningDuration, Clock);
        Batches = new BatchRunner(Vertex, Objects, _jobs, options.TuningDuration, Clock);
        Batches.DiscardUnnamedAnswers();
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

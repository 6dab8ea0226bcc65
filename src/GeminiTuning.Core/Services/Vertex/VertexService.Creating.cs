namespace GeminiTuning.Vertex;

// A tuning is started: its dataset goes to Cloud Storage first.
sealed partial class VertexService
{
    public async Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellation = default)
    {
        ResourceName.NewModelId(request.Id);
        using var own = request.Examples.Count > 0 ? FileOf(request.Examples) : null;
        var file = own ?? request.TrainingFile;
        var source = request.SourceModel is { } model ? await RegistryNameAsync(model, cancellation).ConfigureAwait(false) : null;
        var body = Body(new WireTuningJob
        {
            BaseModel = source is null ? Names.BaseModel(request.BaseModel ?? VertexOptions.DefaultBaseModel) : null,
            PreTunedModel = source is null ? null : new WirePreTunedModel { TunedModelName = source, CheckpointId = request.SourceCheckpoint },
            TunedModelDisplayName = request.DisplayName,
            Description = request.Description,
            SupervisedTuningSpec = new WireSupervisedTuningSpec
            {
                TrainingDatasetUri = await DatasetAsync(request.TrainingDataUri, file, request, cancellation).ConfigureAwait(false) ?? throw new ArgumentException(Messages.NoExamples),
                ValidationDatasetUri = await DatasetAsync(request.ValidationDataUri, request.ValidationFile, request, cancellation).ConfigureAwait(false),
                HyperParameters = Write(request.Hyperparameters),
                ExportLastCheckpointOnly = request.ExportLastCheckpointOnly ? true : null,
            },
            Labels = Labels(request.Labels, request.Id),
            EncryptionSpec = request.KmsKeyName is { } key ? new WireEncryptionSpec { KmsKeyName = key } : null,
            ServiceAccount = request.ServiceAccount,
        }, VertexJson.Default.WireTuningJob);
        var created = Clean(await CreateJobAsync(request.Id, body, cancellation).ConfigureAwait(false)).ToOperation();
        return created with { DisplayName = created.DisplayName ?? request.DisplayName, ExampleCount = created.ExampleCount ?? file?.Count };
    }

    Task<WireTuningJob> CreateJobAsync(string requestId, byte[] body, CancellationToken cancellation) => Home.RepeatOrFindAsync(
        async token => Named(await Home.SendAsync(HttpMethod.Post, $"v1/{_names.Parent}/tuningJobs", body, VertexJson.Default.WireTuningJob, token).ConfigureAwait(false), job => job.Name, VertexName.TuningJobs),
        async token =>
        {
            await foreach (var job in ListJobsAsync(null, LargestPage, token).ConfigureAwait(false))
                if (job.Labels?.GetValueOrDefault(TuningRequest.RequestLabel) == requestId)
                    return job;
            return null;
        }, cancellation);

    async Task<string?> DatasetAsync(string? uri, TrainingFile? file, TuningRequest request, CancellationToken cancellation) =>
        uri is not null ? StorageUri.File(uri).ToString()
        : file is null ? null
        : (await storage.UploadAsync(Bucket.Append(Folder), file.File, request.OnUpload, cancellation).ConfigureAwait(false)).ToString();

    static TrainingFile FileOf(IEnumerable<TuningExample> examples)
    {
        var file = new TrainingFile();
        try
        {
            foreach (var example in examples)
                file.Add(example.TextInput, example.Output, example.SystemInstruction);
            file.Complete();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static WireSupervisedHyperParameters? Write(Hyperparameters hyper) => hyper == new Hyperparameters() ? null : new WireSupervisedHyperParameters
    {
        EpochCount = hyper.EpochCount,
        LearningRateMultiplier = Exact(hyper.LearningRateMultiplier),
        AdapterSize = VertexReading.WriteAdapterSize(hyper.AdapterSize),
    };

    // A multiplier of 0.1 is sent as 0.1, and not as the double that is nearest to the float.
    static double? Exact(float? number) => number is { } value ? (double)(decimal)value : null;

    // Without a name that can be asked for, what was created cannot be picked up again.
    static T Named<T>(T created, Func<T, string?> name, string collection) => VertexName.TryParse(name(created), collection) is not null
        ? created
        : throw new TuningServiceException(Messages.CreateNamesNoOperation, new System.Text.Json.JsonException(Messages.JsonNoName)) { IsTransient = true };
}

using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace GeminiTuning.Vertex;

// A tuning is started: its dataset goes to Cloud Storage first.
sealed partial class VertexService
{
    public async Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellationToken = default)
    {
        ResourceName.NewModelId(request.Id);
        var method = request.ChooseMethod();
        var evaluationOutput = request switch
        {
            { EvaluationMetrics.Count: 0 } => null,
            { EvaluationOutputUri: { } uri } => StorageUri.Folder(uri),
            _ => Bucket.Append(Folder).Append("evaluations"),
        };
        var source = request.SourceModel is { } model ? await RegistryNameAsync(model, cancellationToken).ConfigureAwait(false) : null;
        // A name that is none is refused before anything is uploaded.
        var baseModel = source is null ? Names.BaseModel(request.BaseModel ?? DefaultBaseModel) : null;
        var (training, count) = await UploadAsync(request.TrainingData, request, cancellationToken).ConfigureAwait(false);
        var validation = request.ValidationData is { } data ? (await UploadAsync(data, request, cancellationToken).ConfigureAwait(false)).Uri : null;
        var spec = new WireTuningSpec
        {
            TrainingDatasetUri = training,
            ValidationDatasetUri = validation,
            HyperParameters = Write(request.Hyperparameters),
            ExportLastCheckpointOnly = request.ExportLastCheckpointOnly ? true : null,
            EvaluationConfig = request.EvaluationMetrics.ToWire(evaluationOutput),
        };
        var job = new WireTuningJob
        {
            BaseModel = baseModel,
            PreTunedModel = source is null ? null : new WirePreTunedModel { TunedModelName = source, CheckpointId = request.SourceCheckpoint },
            TunedModelDisplayName = request.DisplayName,
            Description = request.Description,
            SupervisedTuningSpec = method == TuningMethod.Supervised ? spec : null,
            PreferenceOptimizationSpec = method == TuningMethod.Preference ? spec : null,
            Labels = Labels(request.Labels, request.Id),
            EncryptionSpec = Encryption(request.KmsKeyName),
            ServiceAccount = request.ServiceAccount,
        };
        WireTuningJob made;
        try
        {
            made = await CreateAsync(
                VertexName.TuningJobs, request.Id, request.OnCreate, job, VertexJson.Default.WireTuningJob, token => ListJobsAsync(null, LargestPage, token), cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException fault)
        {
            fault.Advice = AdviceOnCreate(fault, baseModel ?? endpoints.BaseModels.GetValueOrDefault(source!));
            throw;
        }
        var created = Read(made).ToOperation();
        return created with { DisplayName = created.DisplayName ?? request.DisplayName, ExampleCount = created.ExampleCount ?? count, Method = created.Method ?? method };
    }

    // What is wrong with a base model or a region; null if it's something else. No document has the words of these refusals
    // except for those of global (FAILED_PRECONDITION), so this is lenient.
    string? AdviceOnCreate(TuningServiceException fault, string? baseModel)
    {
        if (fault.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound))
            return null;
        if (options.Location == "global")
            return Messages.AdviceGlobalDoesNotTune;
        var isAboutModel = fault.StatusCode == HttpStatusCode.NotFound || fault.Status == "FAILED_PRECONDITION"
            || (baseModel is not null && fault.Message.Contains(baseModel, StringComparison.OrdinalIgnoreCase))
            || fault.FieldViolations.Any(violation => violation.Field.EndsWith("base_model", StringComparison.Ordinal));
        return isAboutModel && baseModel is not null
            ? ModelRetirement.Warning(baseModel, Clock.GetUtcNow()) ?? Messages.AdviceRegionMayNotTune(location: options.Location, model: baseModel)
            : null;
    }

    // A job that may have been made by a call without an answer is found by its label, and not made twice.
    Task<T> CreateAsync<T>(string collection, string requestId, Action? onCreate, T job, JsonTypeInfo<T> type, Func<CancellationToken, IAsyncEnumerable<T>> list,
        CancellationToken cancellationToken) where T : class, IWireJob
    {
        var body = Body(job, type);
        return Home.RepeatOrFindAsync(
            async token =>
            {
                onCreate?.Invoke();
                var made = await Home.SendAsync(HttpMethod.Post, $"v1/{_names.Parent}/{collection}", body, type, token).ConfigureAwait(false);
                // The job that was asked for has the label that it was sent with.
                if (made.Labels?.GetValueOrDefault(TuningRequest.RequestLabel) is { Length: > 0 } label)
                    AnswerName.Of(requestId, label);
                // Without a name that can be asked for, it cannot be picked up again.
                return VertexName.TryParse(made.Name, collection) is not null ? made
                    : throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.CreateNamesNoOperation);
            },
            async token =>
            {
                await foreach (var there in list(token).ConfigureAwait(false))
                    if (there.Labels?.GetValueOrDefault(TuningRequest.RequestLabel) == requestId)
                        return there;
                return null;
            }, cancellationToken);
    }

    static WireEncryptionSpec? Encryption(string? key) => key is null ? null : new WireEncryptionSpec { KmsKeyName = key };

    // Where examples are in Cloud Storage, and how many they are, as far as that is known.
    async Task<(string Uri, int? Count)> UploadAsync(TrainingData data, TuningRequest request, CancellationToken cancellationToken)
    {
        switch (data)
        {
            case ExamplesAtUri there:
                return (StorageUri.File(there.Uri).ToString(), null);
            case ExamplesInFile { File: var file }:
                return await UploadAsync(file.File, file.Count, request, cancellationToken).ConfigureAwait(false);
            case ExamplesInLocalFile { File: var file }:
                return await UploadAsync(file.Content, file.Count, request, cancellationToken).ConfigureAwait(false);
            case ExamplesInRequest { Examples: var examples }:
                using (var made = FileOf(examples, request.SpecifiedMethod))
                    return await UploadAsync(made.Data, request, cancellationToken).ConfigureAwait(false);
            default:
                throw new TuningArgumentException(Messages.NoExamples);
        }
    }

    async Task<(string Uri, int? Count)> UploadAsync(ContentFile file, int count, TuningRequest request, CancellationToken cancellationToken) =>
        ((await _storage.UploadAsync(Bucket.Append(Folder), file, request.OnUpload, cancellationToken).ConfigureAwait(false)).ToString(), count);

    static TrainingFile FileOf(IEnumerable<TuningExample> examples, TuningMethod? method)
    {
        var file = new TrainingFile(VertexForm.Write) { Method = method };
        try
        {
            foreach (var example in examples)
                file.Add(example);
            file.Complete();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static WireHyperParameters? Write(Hyperparameters hyper) => hyper == new Hyperparameters() ? null : new WireHyperParameters
    {
        EpochCount = hyper.EpochCount,
        LearningRateMultiplier = Exact(hyper.LearningRateMultiplier),
        AdapterSize = VertexReading.WriteAdapterSize(hyper.AdapterSize),
        Beta = Exact(hyper.Beta),
    };

    // A multiplier of 0.1 is sent as 0.1, and not as the double that is nearest to the float.
    static double? Exact(float? number) => number is { } value ? (double)(decimal)value : null;
}

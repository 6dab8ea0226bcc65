using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GeminiTuning.Vertex;

// Many prompts in one job: the prompts go to Cloud Storage, and the answers come from there.
sealed partial class VertexService
{
    public string BatchName(string text) => _names.Batch(text);

    public PromptFile CreatePromptFile(GenerationRequest settings)
    {
        _ = Bucket;
        return new PromptFile(settings);
    }

    public async Task<TunedModelBatch> CreateBatchAsync(BatchRequest request, CancellationToken cancellationToken = default)
    {
        ResourceName.NewModelId(request.Id);
        var model = await RegistryNameAsync(request.Model, cancellationToken).ConfigureAwait(false);
        var input = await _storage.UploadAsync(Bucket.Append(Folder), request.Prompts.File, request.OnUpload, cancellationToken).ConfigureAwait(false);
        var job = new WireBatchPredictionJob
        {
            DisplayName = request.DisplayName ?? request.Id,
            Model = model,
            InputConfig = new WireBatchInput { InstancesFormat = "jsonl", GcsSource = new WireGcsSource { Uris = [input.ToString()] } },
            OutputConfig = new WireBatchOutput
            {
                PredictionsFormat = "jsonl",
                GcsDestination = new WireGcsDestination { OutputUriPrefix = Bucket.Append(Folder).Append(request.Id).ToString() },
            },
            Labels = Labels(request.Labels, request.Id, (BatchRequest.PromptCountLabel, FormattableString.Invariant($"{request.Prompts.Count}"))),
            EncryptionSpec = Encryption(request.KmsKeyName),
            ServiceAccount = request.ServiceAccount,
        };
        var created = await CreateAsync(
            VertexName.Batches, request.Id, request.OnCreate, job, VertexJson.Default.WireBatchPredictionJob, token => ListBatchJobsAsync(LargestPage, token), cancellationToken).ConfigureAwait(false);
        return Named(Clean(created).ToBatch()) with { PromptCount = request.Prompts.Count };
    }

    public async IAsyncEnumerable<TunedModelBatch> ListBatchesAsync(int pageSize = LargestPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in ListBatchJobsAsync(pageSize, cancellationToken).ConfigureAwait(false))
            yield return await NamedAsync(job.ToBatch(), cancellationToken).ConfigureAwait(false);
    }

    public async Task<TunedModelBatch> GetBatchAsync(string name, CancellationToken cancellationToken = default)
    {
        var batch = VertexName.TryParse(BatchName(name))!;
        var job = await _hosts.For(batch.Location).GetAsync($"v1/{batch}", VertexJson.Default.WireBatchPredictionJob, cancellationToken).ConfigureAwait(false);
        batch.CheckAnswer(job.Name);
        return await NamedAsync(Clean(job).ToBatch(batch.ToString()), cancellationToken).ConfigureAwait(false);
    }

    public async Task CancelBatchAsync(string name, CancellationToken cancellationToken = default)
    {
        var batch = VertexName.TryParse(BatchName(name))!;
        await _hosts.For(batch.Location).PostAsync($"v1/{batch}:cancel", s_empty, VertexJson.Default.WireEmpty, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<BatchAnswer> ReadAnswersAsync(TunedModelBatch batch, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.OutputUri is null)
            throw new TuningArgumentException(Messages.NoAnswersYet(batch.Name, batch.State));
        if (batch.OutputUri.StartsWith("bq://", StringComparison.Ordinal))
            throw new TuningArgumentException(Messages.AnswersInBigQuery(batch: batch.Name, table: batch.OutputUri));
        var files = await AnswerFilesAsync(StorageUri.Folder(batch.OutputUri), cancellationToken).ConfigureAwait(false);
        var read = 0L;
        foreach (var file in files)
            await foreach (var line in _storage.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
            {
                read++;
                var answer = PredictionReading.Read(line, batch.Model);
                yield return answer with { Response = answer.Response with { ModelDisplayName = batch.ModelDisplayName } };
            }
        // Whatever the job counts as answered is read, or its absence is reported.
        if (batch.Done && read < batch.Answered)
            throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.AnswersMissing(batch: batch.Name, counted: batch.Answered, folder: batch.OutputUri, read: read));
    }

    // A batch names its model as the model registry does. Everything else goes by the tuning job, which is looked up once.
    async Task<TunedModelBatch> NamedAsync(TunedModelBatch batch, CancellationToken cancellationToken)
    {
        if (VertexName.TryParse(batch.RegistryName, VertexName.Models) is not { } model || endpoints.Models.Find(model.Key) is not null)
            return Named(batch);
        try
        {
            await endpoints.LookedUp.GetAsync(model.Key, () => LookUpAsync(model, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException outage) when (outage.IsTransient)
        {
            // The next batch tries again.
        }
        return Named(batch);
    }

    TunedModelBatch Named(TunedModelBatch batch) =>
        VertexName.TryParse(batch.RegistryName, VertexName.Models) is { } model && endpoints.Models.Find(model.Key) is var (name, displayName)
            ? batch with { Model = name, ModelDisplayName = displayName }
            : batch;

    // Each job that is read is learned, but not by its model without a version. A batch is worth showing without the name of its model, too.
    async Task<bool> LookUpAsync(VertexName model, CancellationToken cancellationToken)
    {
        try
        {
            var job = await FindJobAsync(model.ToString(), cancellationToken).ConfigureAwait(false);
            endpoints.Models.Learn(job.Name ?? "", job.ToModel().DisplayName, model.Key);
            return true;
        }
        catch (TuningServiceException refused) when (!refused.IsTransient)
        {
            return false;
        }
    }

    // While a batch runs, the service may export what is answered so far beside the final file; reading both would give rows twice.
    async Task<List<StorageUri>> AnswerFilesAsync(StorageUri folder, CancellationToken cancellationToken)
    {
        var files = new List<StorageUri>();
        await foreach (var file in _storage.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            if (AnswerFile().IsMatch(PathIn(folder, file)))
                files.Add(file);
        var final = files.FindAll(file => !PathIn(folder, file).Contains("/incremental_predictions", StringComparison.Ordinal));
        return final.Count > 0 ? final : files;
    }

    // Nothing of what is in another folder.
    static string PathIn(StorageUri folder, StorageUri file) => file.Path.StartsWith($"{folder.Path}/", StringComparison.Ordinal) ? file.Path[folder.Path.Length..] : "";

    // predictions.jsonl, or in parts such as predictions_0001.jsonl and prediction.results-00000-of-00001.
    [GeneratedRegex(@"\.jsonl\z|/predictions?\.results-\d+-of-\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex AnswerFile();

    IAsyncEnumerable<WireBatchPredictionJob> ListBatchJobsAsync(int pageSize, CancellationToken cancellationToken) => Home.ListAsync(
        $"v1/{_names.Parent}/batchPredictionJobs?pageSize={Math.Clamp(pageSize, 1, LargestPage)}",
        VertexJson.Default.WireBatchPage, page => page.BatchPredictionJobs, page => page.NextPageToken, Clean, cancellationToken);

    WireBatchPredictionJob Clean(WireBatchPredictionJob job) => job with { Error = Clean(job.Error) };
}

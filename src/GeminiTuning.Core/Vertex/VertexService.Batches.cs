using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

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
            OutputConfig = new WireBatchOutput { PredictionsFormat = "jsonl", GcsDestination = new WireGcsDestination { OutputUriPrefix = Bucket.Append(Folder).Append(request.Id).ToString() } },
            Labels = Labels(request.Labels, request.Id),
            EncryptionSpec = Encryption(request.KmsKeyName),
            ServiceAccount = request.ServiceAccount,
        };
        var created = await CreateAsync(VertexName.Batches, request.Id, job, VertexJson.Default.WireBatchPredictionJob, token => ListBatchJobsAsync(LargestPage, token), cancellationToken).ConfigureAwait(false);
        return Clean(created).ToBatch() with { PromptCount = request.Prompts.Count };
    }

    public async IAsyncEnumerable<TunedModelBatch> ListBatchesAsync(int pageSize = LargestPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in ListBatchJobsAsync(pageSize, cancellationToken).ConfigureAwait(false))
            yield return job.ToBatch();
    }

    public async Task<TunedModelBatch> GetBatchAsync(string name, CancellationToken cancellationToken = default)
    {
        var batch = VertexName.TryParse(BatchName(name))!;
        var job = await _hosts.For(batch.Location).GetAsync($"v1/{batch}", VertexJson.Default.WireBatchPredictionJob, cancellationToken).ConfigureAwait(false);
        return Clean(job).ToBatch(batch.ToString());
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
            throw new ArgumentException(Messages.NoAnswersYet(batch.Name, batch.State));
        var folder = StorageUri.Folder(batch.OutputUri);
        await foreach (var file in _storage.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            if (file.Path.EndsWith(".jsonl", StringComparison.Ordinal))
                await foreach (var line in _storage.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
                    yield return Answer(line, batch.Model);
    }

    IAsyncEnumerable<WireBatchPredictionJob> ListBatchJobsAsync(int pageSize, CancellationToken cancellationToken) => Home.ListAsync(
        $"v1/{_names.Parent}/batchPredictionJobs?pageSize={Math.Clamp(pageSize, 1, LargestPage)}",
        VertexJson.Default.WireBatchPage, page => page.BatchPredictionJobs, page => page.NextPageToken, Clean, cancellationToken);

    WireBatchPredictionJob Clean(WireBatchPredictionJob job) => job with { Error = Clean(job.Error) };

    // A line that cannot be read is one answer lost, and not all that come after it.
    static BatchAnswer Answer(byte[] line, string model)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(line, VertexJson.Default.WirePrediction) ?? throw new JsonException(Messages.JsonNull);
            return new BatchAnswer(wire.ToResponse(model), wire.Status is { Length: > 0 } problem ? problem : null);
        }
        // Half of a surrogate pair, which is no text, shows itself only when it is read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var shown = PrintableText.Of(Encoding.UTF8.GetString(line));
            return new BatchAnswer(new TunedModelResponse { Prompt = "", Model = model }, Messages.AnswerLineUnreadable(fault.Message, shown));
        }
    }
}

namespace GeminiTuning;

/// <summary>What Vertex AI has besides: batches, which answer many prompts in one job.</summary>
public interface IVertexService : ITuningService
{
    static ServiceName? ITuningService.Service => VertexOptions.ServiceName;

    /// <summary>An empty set for the prompts of a batch.</summary>
    /// <param name="settings">How to ask; its prompt, model and input object don't count.</param>
    /// <exception cref="ArgumentException">The connection has no bucket.</exception>
    PromptFile CreatePromptFile(GenerationRequest settings);

    /// <summary>A batch's full name, from that name or from its ID alone.</summary>
    /// <exception cref="TuningArgumentException">It is neither.</exception>
    string BatchName(string text);

    /// <summary>Starts a batch. It can be repeated after a fault: an answer that was lost is looked up.</summary>
    Task<TunedModelBatch> CreateBatchAsync(BatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>The batches, page by page as they are asked for.</summary>
    /// <param name="pageSize">How many to ask for at a time: 1 to 100.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<TunedModelBatch> ListBatchesAsync(int pageSize = 100, CancellationToken cancellationToken = default);

    /// <summary>One batch as it stands.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<TunedModelBatch> GetBatchAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Asks for a batch to be ended. One that has ended stays as it is, so that it can be repeated.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task CancelBatchAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The answers of a batch, as they are read from Cloud Storage, in the service's order.</summary>
    /// <param name="batch">The batch, with the folder that its answers lie in.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TuningArgumentException">The batch has no answers yet.</exception>
    IAsyncEnumerable<BatchAnswer> ReadAnswersAsync(TunedModelBatch batch, CancellationToken cancellationToken = default);
}

/// <summary>The prompts of a batch, whom to ask, and how.</summary>
public sealed record BatchRequest
{
    /// <summary>An ID made for this request, by which a create whose answer was lost is found: see <see cref="ModelIdMaker"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The model: the tuning job, the model or the endpoint.</summary>
    public required string Model { get; init; }

    /// <summary>The prompts, with how to ask them.</summary>
    public required PromptFile Prompts { get; init; }

    /// <summary>The name for people, at most 128 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The label that stores the number of prompts, which the service itself doesn't report.</summary>
    public const string PromptCountLabel = "geminituning-prompts";

    /// <summary>Labels: at most 62, because two more are added.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The key of Cloud KMS that the job is encrypted with.</summary>
    public string? KmsKeyName { get; init; }

    /// <summary>The service account that the job runs as.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Told how far the upload is; it may be called from any thread.</summary>
    public Action<UploadProgress>? OnUpload { get; init; }

    /// <summary>Called before each request that creates the resource; it may be called from any thread. A call that fails before this
    /// has created nothing.</summary>
    public Action? OnCreate { get; init; }
}

/// <summary>What a batch says to one prompt.</summary>
/// <param name="Response">The answer; without candidates where there is none.</param>
/// <param name="Problem">Why there is no answer, in the service's words; null where there is one.</param>
public sealed record BatchAnswer(TunedModelResponse Response, string? Problem)
{
    /// <summary>Whether the prompt was sent without a thinking level or budget; false if the service didn't return the request.</summary>
    public bool IsWithoutThinkingSettings { get; init; }
}

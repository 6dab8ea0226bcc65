using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>Vertex AI's tuning jobs (google.cloud.aiplatform.v1), with Cloud Storage for their datasets. A tuned model and the
/// operation that tunes it both go by the name of the job.</summary>
/// <param name="context">The connection.</param>
/// <param name="options">The project, the region and the bucket that it works in.</param>
/// <param name="endpoints">What is known of the endpoints that models are asked at, over this connection.</param>
/// <param name="losses">What is known of the losses of models, over this connection.</param>
sealed partial class VertexService(ServiceContext context, VertexOptions options, EndpointLookUps endpoints, JobLosses losses) : IVertexService
{
    const int LargestPage = 100;
    const string Folder = "geminituning";

    static readonly ServiceLimits s_limits = new(int.MaxValue, TuningLimits.VertexDisplayNameLength) { Examples = ExampleLimits.VertexAI };

    // The default versions of the models in the registry, by the ID, once a list has read them.
    readonly ConcurrentDictionary<string, WireRegistryModel> _registered = new();

    readonly VertexNames _names = options.Names;
    readonly VertexHosts _hosts = new(context.Endpoint, options.Location, context.WayTo);
    readonly CloudStorage _storage = new(context.WayTo(options.StorageEndpoint), context.Uploader);

    public ServiceName Name => VertexOptions.ServiceName;

    public IResourceNames Names => _names;

    public ServiceLimits Limits => s_limits;

    public string DefaultBaseModel => VertexOptions.DefaultBaseModel;

    public TimeProvider Clock => context.Clock;

    RestClient Home => _hosts.For(options.Location);

    public ExampleSet CreateExampleSet()
    {
        _ = Bucket;
        return new TrainingFile(VertexForm.Write);
    }

    public LocalExampleFile OpenExampleFile(string path)
    {
        _ = Bucket;
        return new LocalExampleFile(path, s_limits.Examples);
    }

    // The service doesn't say which models it tunes.
    public Task<string> FindBaseModelAsync(CancellationToken cancellationToken = default) => Task.FromResult(DefaultBaseModel);

    public IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellationToken = default) => Home.ListAsync(
        $"v1beta1/publishers/google/models?pageSize={LargestPage}", VertexJson.Default.WirePublisherModelPage,
        page => page.PublisherModels?.Where(model => VertexReading.IsGemini(model?.Name)).ToList(), page => page.NextPageToken,
        wire => wire.ToBaseModel(Clock.GetUtcNow()), cancellationToken);

    public string? ModelWarning(string model) => BaseModelOf(model) is { } baseModel ? ModelRetirement.Warning(baseModel, Clock.GetUtcNow()) : null;

    public ThinkingSetting? LowestThinking(string model) => BaseModelOf(model) is { } baseModel ? ModelThinking.Lowest(baseModel) : null;

    // Null for a tuned model that nothing has read yet.
    string? BaseModelOf(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return VertexName.TryParse(model) is null ? model : endpoints.BaseModels.GetValueOrDefault(model);
    }

    public async IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = LargestPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string>? registered = null;
        await foreach (var job in ListJobsAsync(filter, pageSize, cancellationToken).ConfigureAwait(false))
        {
            var model = job.ToModel();
            // A job outlives its model, and still names it.
            if (VertexName.TryParse(model.RegistryName, VertexName.Models) is { } made
                && !(registered ??= await ListRegisteredAsync(cancellationToken).ConfigureAwait(false)).Contains(made.Family))
                continue;
            // A name that was changed in the registry is the one to find the model by.
            yield return VertexName.TryParse(model.RegistryName, VertexName.Models) is { } name && _registered.TryGetValue(name.Family, out var listed)
                && name.Id == $"{name.Family}@{listed.VersionId}" ? model.Registered(listed) : model;
        }
    }

    public async Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellationToken = default) =>
        (await FindJobAsync(name, cancellationToken).ConfigureAwait(false)).ToModel(name);

    public async Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellationToken = default)
    {
        name = Names.Operation(name);
        return (await GetJobAsync(VertexName.TryParse(name)!, cancellationToken).ConfigureAwait(false)).ToOperation(name);
    }

    public async IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return (await FindJobAsync(model, cancellationToken).ConfigureAwait(false)).ToOperation();
    }

    public async IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(int pageSize = LargestPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in ListJobsAsync(null, pageSize, cancellationToken).ConfigureAwait(false))
            if (!VertexReading.IsOver(job.StateOfJob()))
                yield return job.ToOperation();
    }

    public async Task CancelOperationAsync(string name, CancellationToken cancellationToken = default)
    {
        var job = VertexName.TryParse(Names.Operation(name))!;
        await _hosts.For(job.Location).PostAsync($"v1/{job}:cancel", s_empty, VertexJson.Default.WireEmpty, cancellationToken).ConfigureAwait(false);
    }

    static readonly byte[] s_empty = "{}"u8.ToArray();

    IAsyncEnumerable<WireTuningJob> ListJobsAsync(string? filter, int pageSize, CancellationToken cancellationToken) => Home.ListAsync(
        $"v1/{_names.Parent}/tuningJobs?pageSize={Math.Clamp(pageSize, 1, LargestPage)}{(filter is null ? "" : "&filter=" + Uri.EscapeDataString(filter))}",
        VertexJson.Default.WireTuningJobPage, page => page.TuningJobs, page => page.NextPageToken, Read, cancellationToken);

    async Task<HashSet<string>> ListRegisteredAsync(CancellationToken cancellationToken)
    {
        var registered = new HashSet<string>();
        var models = Home.ListAsync($"v1/{_names.Parent}/models?pageSize={LargestPage}", VertexJson.Default.WireRegistryModelPage,
            page => page.Models, page => page.NextPageToken, wire => wire, cancellationToken);
        await foreach (var model in models.ConfigureAwait(false))
            if (VertexName.TryParse(model.Name, VertexName.Models) is { } name)
            {
                registered.Add(name.Family);
                _registered[name.Family] = model;
            }
        return registered;
    }

    async Task<WireTuningJob> GetJobAsync(VertexName job, CancellationToken cancellationToken)
    {
        var wire = await _hosts.For(job.Location).GetAsync($"v1/{job}", VertexJson.Default.WireTuningJob, cancellationToken).ConfigureAwait(false);
        job.CheckAnswer(wire.Name);
        return Read(wire);
    }

    // The words of a failed job come from the service, which may have put anything into them.
    WireTuningJob Read(WireTuningJob job)
    {
        endpoints.Learn(job);
        losses.Learn(job);
        return job with { Error = Clean(job.Error) };
    }

    WireStatus? Clean(WireStatus? error) => error is { Message: { } message } ? error with { Message = Home.Redact(message) } : error;

    // The job that a name means: its own, or that of the model or the endpoint that it made.
    async Task<WireTuningJob> FindJobAsync(string text, CancellationToken cancellationToken)
    {
        var name = VertexName.TryParse(Names.TunedModel(text))!;
        if (name.Collection == VertexName.TuningJobs)
            return await GetJobAsync(name, cancellationToken).ConfigureAwait(false);
        await foreach (var job in ListJobsAsync(null, LargestPage, cancellationToken).ConfigureAwait(false))
            if (HasMade(job, name))
                return job;
        throw new TuningServiceException(TuningServiceErrorKind.NotFound, Messages.NoJobMade(name));
    }

    static bool HasMade(WireTuningJob job, VertexName name)
    {
        if (name.Collection == VertexName.Endpoints)
            return EndpointsOf(job).Any(endpoint => endpoint.Id == name.Id);
        var made = VertexName.TryParse(job.TunedModel?.Model, VertexName.Models);
        return made is not null && (name.Id == name.Family ? made.Family == name.Family : made.Id == name.Id);
    }

    // Each endpoint once: the model's own is that of one of its checkpoints.
    static IEnumerable<VertexName> EndpointsOf(WireTuningJob job) =>
        (job.TunedModel?.Checkpoints ?? []).Select(checkpoint => checkpoint?.Endpoint).Append(job.TunedModel?.Endpoint)
            .Select(name => VertexName.TryParse(name, VertexName.Endpoints)).OfType<VertexName>().DistinctBy(name => name.Id);

    // The name in the model registry that a name means.
    async Task<string> RegistryNameAsync(string text, CancellationToken cancellationToken)
    {
        var name = VertexName.TryParse(Names.TunedModel(text))!;
        if (name.Collection == VertexName.Models)
            return name.ToString();
        var job = await FindJobAsync(text, cancellationToken).ConfigureAwait(false);
        return VertexName.TryParse(job.TunedModel?.Model, VertexName.Models)?.ToString() ?? throw NotReady(text, job, Messages.JobWithoutModel(text));
    }

    // Waiting doesn't help if the job has ended well.
    static TuningServiceException NotReady(string name, WireTuningJob job, string missing) => new(TuningServiceErrorKind.NotReady,
        job.ToModel().State == TunedModelState.Active ? missing : Messages.ModelNotReady(name, job.StateOfJob()));

    StorageUri Bucket => options.Bucket ?? throw new TuningArgumentException(Messages.NoBucket);

    static byte[] Body<T>(T message, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(message, type);

    // The user's labels, and those of the module.
    static Dictionary<string, string?> Labels(IReadOnlyDictionary<string, string> labels, string requestId, params (string Key, string Value)[] others)
    {
        var all = labels.ToDictionary(label => label.Key, label => (string?)label.Value);
        all[TuningRequest.RequestLabel] = requestId;
        foreach (var (key, value) in others)
            all[key] = value;
        return all;
    }
}

using System.Net;

namespace GeminiTuning.Vertex;

// A tuned model's name, description and labels are first those of its job. From then on, they are changed in the model registry,
// as is the default checkpoint.
sealed partial class VertexService
{
    public async Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var mask = Mask(changes);
        if (mask.Count == 0)
            throw new TuningArgumentException(Messages.NoFieldToChange);
        var job = await FindJobAsync(name, cancellationToken).ConfigureAwait(false);
        var registered = VertexName.TryParse(job.TunedModel?.Model, VertexName.Models) ?? throw NotReady(name, job, Messages.JobWithoutModel(name));
        var model = job.ToModel(Names.TunedModel(name));
        if (changes.DefaultCheckpoint is { } checkpoint && model.Checkpoints.All(made => made.CheckpointId != checkpoint))
            throw NoCheckpoint(name, checkpoint, model.Checkpoints);
        var changed = await PatchAsync(registered, mask, changes, cancellationToken).ConfigureAwait(false);
        if (changes.DefaultCheckpoint is not null)
        {
            // The model has another endpoint now, by whatever name it's known.
            endpoints.Found.Clear();
            job = await GetJobAsync(VertexName.TryParse(job.Name)!, cancellationToken).ConfigureAwait(false);
        }
        return job.ToModel(model.Name).Registered(changed);
    }

    public async Task<TunedModel> CompleteAsync(TunedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var measured = await ReadLossAsync(model, cancellationToken).ConfigureAwait(false);
        return VertexName.TryParse(model.RegistryName, VertexName.Models) is { } name
            && await FindRegisteredAsync(name, cancellationToken).ConfigureAwait(false) is { } registered ? measured.Registered(registered) : measured;
    }

    // The model as it is registered; null if it's gone. A list of models has brought most of them already.
    async Task<WireRegistryModel?> FindRegisteredAsync(VertexName name, CancellationToken cancellationToken)
    {
        if (_registered.TryGetValue(name.Family, out var listed) && name.Id == $"{name.Family}@{listed.VersionId}")
            return listed;
        try
        {
            return await GetRegisteredAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException fault) when (fault.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    Task<WireRegistryModel> GetRegisteredAsync(VertexName name, CancellationToken cancellationToken) =>
        _hosts.For(name.Location).GetAsync($"v1/{name}", VertexJson.Default.WireRegistryModel, cancellationToken);

    async Task<WireRegistryModel> PatchAsync(VertexName name, List<string> mask, TunedModelChanges changes, CancellationToken cancellationToken)
    {
        // A mask of labels means all of them: those that aren't named, such as the service's own, are sent as they are. The
        // etag lets the service refuse the change if somebody has changed the model meanwhile.
        var before = changes.Labels is null ? null : await GetRegisteredAsync(name, cancellationToken).ConfigureAwait(false);
        var labels = changes.Labels is null ? null : new Dictionary<string, string?>(before?.Labels ?? new Dictionary<string, string?>());
        foreach (var (key, value) in changes.Labels ?? new Dictionary<string, string>())
            labels![key] = value;
        var body = new WireRegistryModel
        {
            DisplayName = changes.DisplayName,
            Description = changes.Description,
            Labels = labels,
            DefaultCheckpointId = changes.DefaultCheckpoint,
            Etag = before?.Etag,
        };
        return await _hosts.For(name.Location).PatchAsync(
            $"v1/{name}?updateMask={string.Join(',', mask)}", Body(body, VertexJson.Default.WireRegistryModel), VertexJson.Default.WireRegistryModel, cancellationToken).ConfigureAwait(false);
    }

    static List<string> Mask(TunedModelChanges changes)
    {
        (string Field, object? Value)[] fields =
        [
            ("displayName", changes.DisplayName), ("description", changes.Description), ("labels", changes.Labels), ("defaultCheckpointId", changes.DefaultCheckpoint),
        ];
        return [.. fields.Where(field => field.Value is not null).Select(field => field.Field)];
    }

    static TuningArgumentException NoCheckpoint(string model, string checkpoint, IReadOnlyList<TunedModelCheckpoint> made) => new(made.Count == 0
        ? Messages.ModelHasNoCheckpoints(model)
        : Messages.NoSuchCheckpoint(PrintableText.Of(checkpoint), made));
}

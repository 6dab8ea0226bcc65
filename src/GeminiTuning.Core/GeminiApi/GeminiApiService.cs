using System.Net;
using System.Runtime.CompilerServices;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

/// <summary>The Gemini Developer API's tuning methods (generativelanguage, v1beta; operations on v1, as the tutorial
/// polls them).</summary>
sealed partial class GeminiApiService(RestClient rest, KnownModels known) : IGeminiApiService
{
    const int LargestPage = 1000;

    static readonly ServiceLimits s_limits = new(TuningLimits.InputLength, TuningLimits.DisplayNameLength) { Examples = ExampleLimits.GeminiApi };

    // Looked up once for all prompts of a command.
    readonly LookUps<string, TunedModelState?> _states = new();

    public ServiceName Name => GeminiApiOptions.ServiceName;

    public IResourceNames Names { get; } = new GeminiApiNames();

    public ServiceLimits Limits => s_limits;

    public string? DefaultBaseModel => null;

    public TimeProvider Clock => rest.Clock;

    public ExampleSet CreateExampleSet() => new TrainingSet();

    public async Task<string> FindBaseModelAsync(CancellationToken cancellationToken = default)
    {
        var tunable = new List<string>();
        await foreach (var model in ListBaseModelsAsync(cancellationToken).ConfigureAwait(false))
            if (model.CanTune is true)
                tunable.Add(model.Name);
        return tunable switch
        {
            [var only] => only,
            [] => throw new NoBaseModelException(),
            _ => throw new TuningArgumentException(Messages.WhichBaseModel(string.Join(", ", tunable))),
        };
    }

    public IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellationToken = default) =>
        rest.ListAsync($"v1beta/models?pageSize={LargestPage}", GeminiApiJson.Default.WireModelPage,
            page => page.Models, page => page.NextPageToken, model => model, cancellationToken);

    public IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = 100, CancellationToken cancellationToken = default) =>
        rest.ListAsync($"v1beta/tunedModels?pageSize={Math.Clamp(pageSize, 1, LargestPage)}{(filter is null ? "" : "&filter=" + Uri.EscapeDataString(filter))}",
            GeminiApiJson.Default.WireTunedModelPage, page => page.TunedModels, page => page.NextPageToken, wire => Learned(wire.ToModel()), cancellationToken);

    public IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, CancellationToken cancellationToken = default) =>
        rest.ListAsync($"v1/{ResourceName.TunedModel(model)}/operations?pageSize=100", GeminiApiJson.Default.WireOperationPage,
            page => page.Operations, page => page.NextPageToken, wire => Read(wire), cancellationToken);

    public async IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(int pageSize = LargestPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The service lists operations for one model at a time.
        await foreach (var model in ListTunedModelsAsync(null, pageSize, cancellationToken).ConfigureAwait(false))
            if (model.State == TunedModelState.Creating)
                await foreach (var operation in ListOperationsAsync(model.Name, cancellationToken).ConfigureAwait(false))
                    yield return operation;
    }

    public async Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellationToken = default)
    {
        name = ResourceName.TunedModel(name);
        return Learned((await rest.GetAsync($"v1beta/{name}", GeminiApiJson.Default.WireTunedModel, cancellationToken).ConfigureAwait(false)).ToModel(name));
    }

    public async Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellationToken = default) =>
        Read(await rest.GetAsync($"v1/{ResourceName.Operation(name)}", GeminiApiJson.Default.WireOperation, cancellationToken).ConfigureAwait(false), name);

    public Task CancelOperationAsync(string name, CancellationToken cancellationToken = default) =>
        // Declared on v1 alone.
        rest.PostAsync($"v1/{ResourceName.Operation(name)}:cancel", "{}"u8.ToArray(), WireJson.Default.WireEmpty, cancellationToken);

    public async Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellationToken = default)
    {
        var examples = request.TrainingData is ExamplesInRequest data ? data.Examples : throw new TuningArgumentException(Messages.ExamplesNotInRequest);
        if (request.ChooseMethod() == TuningMethod.Preference)
            throw new TuningDataException(Messages.PreferenceUnsupported(ExampleLimits.GeminiApi.Service));
        // Only its transcript could be sent, which is another example.
        if (examples.Any(example => example.Json is not null))
            throw new TuningDataException(Messages.ChatUnsupported(ExampleLimits.GeminiApi.Service));
        var body = request.Body(examples);
        if (body.Length > TuningLimits.RequestBytes)
            throw TrainingSet.TooLarge(examples.Count);
        var path = $"v1beta/tunedModels?tunedModelId={ResourceName.NewModelId(request.Id)}";
        if (!request.IsRandomId)
            await RefuseTakenAsync(request.Id, cancellationToken).ConfigureAwait(false);
        var created = await CreateOrFindAsync(request, path, body, cancellationToken).ConfigureAwait(false);
        known.Learn(created.Model, request.DisplayName, created.Model);
        return created with
        {
            DisplayName = request.DisplayName,
            ExampleCount = examples.Count,
            TotalSteps = created.TotalSteps ?? request.Hyperparameters.StepCount(examples.Count),
        };
    }

    public async Task<long?> CountTokensAsync(string model, bool isBaseModel, IReadOnlyList<TuningExample> examples, CancellationToken cancellationToken = default)
    {
        // The service counts for base models alone.
        var counted = isBaseModel ? model : (await GetTunedModelAsync(model, cancellationToken).ConfigureAwait(false)).BaseModel;
        return counted is null ? null
            : await rest.CountTokensAsync($"v1beta/{ResourceName.BaseModel(counted)}", examples, cancellationToken).ConfigureAwait(false);
    }

    public Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default) =>
        ExplainAsync(rest.GenerateAsync($"v1beta/{Asked(request)}", request, NamesOf(request), cancellationToken), request, cancellationToken);

    public async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pieces = rest.GenerateStreamAsync($"v1beta/{Asked(request)}", request, NamesOf(request), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pieces.ConfigureAwait(false))
            while (await ExplainAsync(pieces.MoveNextAsync().AsTask(), request, cancellationToken).ConfigureAwait(false))
                yield return pieces.Current;
    }

    static string Asked(GenerationRequest request) => request.IsBaseModel ? ResourceName.BaseModel(request.Model) : ResourceName.TunedModel(request.Model);

    // The service still lists a model that it no longer serves, but answers that the model doesn't exist. A model that is still being
    // tuned is a failed precondition, which can have other causes, too.
    async Task<T> ExplainAsync<T>(Task<T> answer, GenerationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (TuningServiceException absent) when (!request.IsBaseModel && absent.StatusCode == HttpStatusCode.NotFound)
        {
            absent.IsSwitchedOff = await StateAsync(request.Model, cancellationToken).ConfigureAwait(false) is not null;
            throw;
        }
        catch (TuningServiceException early) when (!request.IsBaseModel && early is { StatusCode: HttpStatusCode.BadRequest, Status: "FAILED_PRECONDITION" })
        {
            if (await StateAsync(request.Model, cancellationToken).ConfigureAwait(false) == TunedModelState.Creating)
                throw new TuningServiceException(TuningServiceErrorKind.NotReady, Messages.ModelIsBeingTuned(request.Model), early);
            throw;
        }
    }

    // Looked up once for all prompts; null if the model can't be read.
    Task<TunedModelState?> StateAsync(string model, CancellationToken cancellationToken) => _states.GetAsync(model, async () =>
    {
        try
        {
            return (await GetTunedModelAsync(model, cancellationToken).ConfigureAwait(false)).State;
        }
        catch (TuningServiceException)
        {
            return null;
        }
    }, cancellationToken);

    // An ID that a person chose may be taken since long; then a create that is repeated could not tell that model from its own.
    async Task RefuseTakenAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await GetTunedModelAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException absent) when (!absent.IsTransient)
        {
            return;
        }
        throw new TuningServiceException(TuningServiceErrorKind.AlreadyExists, Messages.IdTaken(ResourceName.TunedModel(id)));
    }

    async Task<TuningOperation> CreateOnceAsync(TuningRequest request, string path, byte[] body, CancellationToken cancellationToken)
    {
        request.OnCreate?.Invoke();
        var operation = Read(await rest.SendAsync(HttpMethod.Post, path, body, GeminiApiJson.Default.WireOperation, cancellationToken).ConfigureAwait(false));
        // Its model has the ID that was asked for.
        AnswerName.Of(ResourceName.TunedModel(request.Id), ResourceName.TryTunedModel(operation.Name));
        return operation.Name.Length > 0
            ? operation
            : throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.CreateNamesNoOperation);
    }

    // A repeated create that meets its own model: an earlier attempt was carried out, and only its answer was lost.
    Task<TuningOperation> CreateOrFindAsync(TuningRequest request, string path, byte[] body, CancellationToken cancellationToken) =>
        rest.RepeatAsync(token => CreateOnceAsync(request, path, body, token), HttpStatusCode.Conflict, async () =>
            await IsOwnAsync(request, cancellationToken).ConfigureAwait(false)
                ? await FindOperationAsync(ResourceName.TunedModel(request.Id), cancellationToken).ConfigureAwait(false)
                : null, cancellationToken);

    async Task<bool> IsOwnAsync(TuningRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var model = await GetTunedModelAsync(request.Id, cancellationToken).ConfigureAwait(false);
            return (model.DisplayName ?? "") == PrintableText.WithoutControls(request.DisplayName ?? "");
        }
        catch (TuningServiceException refused) when (!refused.IsTransient)
        {
            return false;
        }
    }

    // A model of ours is being tuned; its operation is listed a moment later.
    Task<TuningOperation> FindOperationAsync(string model, CancellationToken cancellationToken) => rest.RetryAsync(async token =>
    {
        var page = await rest.SendAsync(HttpMethod.Get, $"v1/{model}/operations?pageSize=1", null, GeminiApiJson.Default.WireOperationPage, token).ConfigureAwait(false);
        return page.Operations?.OfType<WireOperation>().Select(wire => Read(wire)).FirstOrDefault(operation => ResourceName.TryTunedModel(operation.Name) == model)
            ?? throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.OperationNotListed(model));
    }, cancellationToken);

    // The same name as the model's, whether the request has the full name or only the ID.
    ModelNames NamesOf(GenerationRequest request)
    {
        if (request.IsBaseModel)
            return new ModelNames(request.Model, null);
        var model = ResourceName.TunedModel(request.Model);
        return new ModelNames(model, known.DisplayNameOf(model));
    }

    TunedModel Learned(TunedModel model)
    {
        known.Learn(model.Name, model.DisplayName, model.Name);
        return model;
    }

    TuningOperation Read(WireOperation wire, string? asked = null)
    {
        var operation = wire.ToOperation(asked);
        if (operation.Result is { } model)
            Learned(model);
        return operation with
        {
            // The service doesn't report the name before the operation is done.
            DisplayName = operation.DisplayName ?? known.DisplayNameOf(operation.Model),
            // The words of a failed operation come from the service, which may have put anything into them.
            Error = operation.Error is { } error ? error with { Message = rest.Redact(error.Message) } : null,
        };
    }
}

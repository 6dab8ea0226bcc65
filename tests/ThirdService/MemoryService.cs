using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using GeminiTuning;

namespace ThirdService;

/// <summary>What a model has learned: the output of each input. It is ready when it has been looked at a few times.</summary>
sealed class MemoryModel(TunedModel model, IReadOnlyDictionary<string, string> learned)
{
    const int Looks = 3;
    int _looks;

    public TunedModel Model => model with { State = _looks < Looks ? TunedModelState.Creating : TunedModelState.Active };

    public TuningOperation Look()
    {
        var done = Interlocked.Increment(ref _looks) >= Looks;
        return new TuningOperation { Name = model.Name, Model = model.Name, DisplayName = model.DisplayName, Done = done, CompletedPercent = done ? 100 : 50, Result = done ? Model : null };
    }

    public MemoryModel With(TunedModelChanges changes) =>
        new(model with { DisplayName = changes.DisplayName ?? model.DisplayName, Description = changes.Description ?? model.Description }, learned);

    public string Answer(string prompt) => learned.GetValueOrDefault(prompt, "?");
}

/// <summary>A service that remembers examples word by word.</summary>
sealed class MemoryService(ServiceContext context, ConcurrentDictionary<string, MemoryModel> models) : ITuningService
{
    public ServiceName Name => MemoryOptions.ServiceName;

    public IResourceNames Names { get; } = new MemoryNames();

    public ServiceLimits Limits { get; } = new(PromptLength: 100, DisplayNameLength: 10);

    public string? DefaultBaseModel => "memory-1";

    public TimeProvider Clock => context.Clock;

    public ExampleSet CreateExampleSet() => new TrainingSet();

    public Task<string> FindBaseModelAsync(CancellationToken cancellationToken = default) => Task.FromResult(DefaultBaseModel!);

    public IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellationToken = default) =>
        Each([new BaseModel { Name = DefaultBaseModel!, CanTune = true }]);

    public Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellationToken = default)
    {
        var examples = request.TrainingData is ExamplesInRequest data ? data.Examples : throw new TuningArgumentException("The Memory Service takes examples only in the request.");
        var name = Names.NewTunedModel(request.Id)!;
        var model = new TunedModel { Name = name, DisplayName = request.DisplayName, BaseModel = request.BaseModel };
        models[name] = new MemoryModel(model, examples.ToDictionary(example => example.TextInput, example => example.Output));
        context.Log?.Invoke($"made {name}");
        return Task.FromResult(models[name].Look());
    }

    public Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult(Find(name).Look());

    public Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult(Find(name).Model);

    public IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = 100, CancellationToken cancellationToken = default) =>
        Each(models.Values.Select(kept => kept.Model));

    public IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, CancellationToken cancellationToken = default) => Each([Find(model).Look()]);

    public IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(int pageSize = 1000, CancellationToken cancellationToken = default) =>
        Each(models.Values.Where(kept => kept.Model.State == TunedModelState.Creating).Select(kept => kept.Look()));

    public Task CancelOperationAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult(Find(name));

    public Task DeleteTunedModelAsync(string name, CancellationToken cancellationToken = default) =>
        models.TryRemove(Names.TunedModel(name), out _) ? Task.CompletedTask : throw NotFound(name);

    public Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellationToken = default)
    {
        var changed = Find(name).With(changes);
        models[changed.Model.Name] = changed;
        return Task.FromResult(changed.Model);
    }

    public Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default) => Task.FromResult(new TunedModelResponse
    {
        Prompt = request.Prompt,
        Model = request.Model,
        InputObject = request.InputObject,
        Candidates = [new ResponseCandidate { Text = Find(request.Model).Answer(request.Prompt), FinishReason = FinishReason.Stop }],
    });

    public async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return await GenerateAsync(request, cancellationToken);
    }

    MemoryModel Find(string name) => models.GetValueOrDefault(Names.TunedModel(name)) ?? throw NotFound(name);

    static TuningServiceException NotFound(string name) =>
        new(TuningServiceErrorKind.Refused, $"The Memory Service has no {name}.") { StatusCode = HttpStatusCode.NotFound, Status = "NOT_FOUND" };

    static async IAsyncEnumerable<T> Each<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask;
        foreach (var item in items)
            yield return item;
    }
}

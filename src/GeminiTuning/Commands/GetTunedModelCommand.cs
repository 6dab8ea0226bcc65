using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads tuned models, by name or page by page.</summary>
[Cmdlet(VerbsCommon.Get, "TunedModel", DefaultParameterSetName = "Name", SupportsPaging = true)]
[OutputType(typeof(TunedModel))]
public sealed class GetTunedModelCommand : ServiceCommand<ITuningService>
{
    const int LargestPage = 1000;
    // On Vertex AI, the loss of each model takes a few requests.
    const int ReadsAtATime = 8;

    readonly InOrder<TunedModel> _models = new(ReadsAtATime);
    ulong _skipped;
    ulong _taken;

    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Alias("Model")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The service's own filter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Filter")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (Filter is not null && TuningLimits.Check("-Filter", Filter, int.MaxValue) is { } problem)
            throw new TuningArgumentException(problem);
        // The service gives no count of what it lists.
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Filter is not null)
            await ListAsync(NamePattern.ForTunedModels(Service.Names, "*"), Filter);
        else
            foreach (var name in Name)
                await ReadAsync(name);
    }

    Task ReadAsync(string name) => TryAsync(name, async () =>
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
            await ListAsync(NamePattern.ForTunedModels(Service.Names, name), null);
        else if (!IsFull)
            foreach (var model in await FindAsync(name))
                await TakeAsync(model);
        await _models.FinishAsync();
    });

    // A display name is that of all models that have it.
    async Task<IReadOnlyList<TunedModel>> FindAsync(string name)
    {
        try
        {
            return [await Service.GetTunedModelAsync(Service.Names.TunedModel(name), StopToken)];
        }
        catch (Exception fault) when (NamedModels.IsNoModel(fault) && NamedModels.CanBeDisplayName(name))
        {
            return await NamedModels.WithDisplayNameAsync(Service, name, fault, StopToken);
        }
    }

    async Task ListAsync(NamePattern pattern, string? filter)
    {
        // A pattern may pass over any number; without one, no more is asked for than is wanted.
        var wanted = Math.Min(PagingParameters.Skip, LargestPage) + Math.Min(PagingParameters.First, LargestPage);
        var pageSize = pattern.Text == "*" ? (int)Math.Clamp(wanted, 1, LargestPage) : LargestPage;
        if (IsFull)
            return;
        try
        {
            await foreach (var model in Service.ListTunedModelsAsync(filter, pageSize, StopToken))
            {
                if (pattern.IsMatch(model.Name, model.DisplayName))
                    await TakeAsync(model);
                if (IsFull)
                    return;
            }
        }
        finally
        {
            // A list that breaks off in between costs none of the models before.
            await _models.FinishAsync();
        }
    }

    // Whether as many were taken as are wanted.
    bool IsFull => _taken >= PagingParameters.First;

    async Task TakeAsync(TunedModel model)
    {
        if (IsFull)
            return;
        if (_skipped < PagingParameters.Skip)
            _skipped++;
        else
        {
            _taken++;
            await _models.AddAsync(() => Service.CompleteAsync(model, StopToken), model, read => WriteObject(read.GetAwaiter().GetResult()));
        }
    }
}

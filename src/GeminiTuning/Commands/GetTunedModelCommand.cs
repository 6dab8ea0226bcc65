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
    ulong _skipped;
    ulong _written;

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
        var pattern = NamePattern.ForTunedModels(Service.Names, name);
        if (!pattern.IsExact)
            await ListAsync(pattern, null);
        else if (!IsFull)
            Write(await Service.GetTunedModelAsync(name, StopToken));
    });

    async Task ListAsync(NamePattern pattern, string? filter)
    {
        // A pattern may pass over any number; without one, no more is asked for than is wanted.
        var wanted = Math.Min(PagingParameters.Skip, LargestPage) + Math.Min(PagingParameters.First, LargestPage);
        var pageSize = pattern.Text == "*" ? (int)Math.Clamp(wanted, 1, LargestPage) : LargestPage;
        if (IsFull)
            return;
        await foreach (var model in Service.ListTunedModelsAsync(filter, pageSize, StopToken))
        {
            if (pattern.IsMatch(model.Name, model.DisplayName))
                Write(model);
            if (IsFull)
                return;
        }
    }

    // Whether as many were written as are wanted.
    bool IsFull => _written >= PagingParameters.First;

    void Write(TunedModel model)
    {
        if (_skipped < PagingParameters.Skip)
            _skipped++;
        else
        {
            _written++;
            WriteObject(model);
        }
    }
}

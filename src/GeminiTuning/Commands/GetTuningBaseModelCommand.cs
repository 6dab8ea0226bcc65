using System.Management.Automation;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Lists the base models that can be tuned.</summary>
[Cmdlet(VerbsCommon.Get, "TuningBaseModel")]
[OutputType(typeof(BaseModel))]
public sealed class GetTuningBaseModelCommand : ServiceCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var tunable = 0;
        var patterns = Name.ToDictionary(name => name, NamePattern.ForBaseModels);
        await foreach (var model in Service.ListBaseModelsAsync(StopToken))
        {
            if (!model.CanTune)
                continue;
            tunable++;
            var matching = patterns.Where(pattern => pattern.Value.IsMatch(model.Name)).Select(pattern => pattern.Key).ToList();
            matching.ForEach(name => patterns[name].Found = true);
            if (matching.Count > 0)
                WriteObject(model);
        }
        if (tunable == 0)
            WriteWarning(BaseModelChoice.NoneTunable);
        foreach (var (name, _) in patterns.Where(pattern => pattern.Value is { IsExact: true, Found: false }))
            WriteError(ErrorRecords.NotFound($"{Current.Service} offers no model '{name}' that can be tuned.", name));
    }
}

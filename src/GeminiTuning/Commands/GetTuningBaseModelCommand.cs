using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Lists the base models that can be tuned.</summary>
[Cmdlet(VerbsCommon.Get, "TuningBaseModel")]
[OutputType(typeof(BaseModel))]
public sealed class GetTuningBaseModelCommand : ServiceCommand<ITuningService>
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var patterns = Patterns();
        if (patterns.Count == 0)
            return;
        var tunable = 0;
        await foreach (var model in Service.ListBaseModelsAsync(StopToken))
        {
            if (model.CanTune is false)
                continue;
            tunable++;
            var matching = patterns.Where(pattern => pattern.IsMatch(model.Name)).ToList();
            matching.ForEach(pattern => pattern.Found = true);
            if (matching.Count > 0)
                WriteObject(model);
        }
        if (tunable == 0)
            this.Warn(new NoBaseModelException().Message);
        foreach (var pattern in patterns.Where(pattern => pattern is { IsExact: true, Found: false }))
            WriteError(ErrorRecords.NotFound(Messages.BaseModelUnknown(service: Current.Service, text: PrintableText.Of(pattern.Text)), pattern.Text));
    }

    List<NamePattern> Patterns()
    {
        var patterns = new List<NamePattern>();
        foreach (var name in Name)
            try
            {
                patterns.Add(NamePattern.ForBaseModels(Service.Names, name));
            }
            catch (TuningArgumentException fault)
            {
                WriteFault(fault, name);
            }
        return patterns;
    }
}

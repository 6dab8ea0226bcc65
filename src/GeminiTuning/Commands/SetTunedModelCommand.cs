using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;

namespace GeminiTuning.Commands;

/// <summary>Changes the names and settings of tuned models.</summary>
[Cmdlet(VerbsCommon.Set, "TunedModel", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModel))]
public sealed class SetTunedModelCommand : ModelSettingsCommand<IGeminiApiService>
{
    TunedModelChanges _changes = null!;
    string _action = "";

    /// <summary>The models, by names with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The new name for people.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>Write the models as they are now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        CheckTexts(DisplayName);
        _changes = new TunedModelChanges { DisplayName = DisplayName, Description = Description, Temperature = Temperature, TopP = TopP, TopK = TopK };
        if (_changes == new TunedModelChanges())
            throw new TuningArgumentException(Messages.NothingToChange);
        _action = Messages.ActionSet(string.Join(", ", Words()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await ForEachModelAsync(name, ChangeAsync);
    }

    async Task ChangeAsync(string model)
    {
        if (!ShouldProcess($"{model} ({Current})", _action))
            return;
        var changed = await Service.UpdateTunedModelAsync(model, _changes, StopToken);
        if (PassThru)
            WriteObject(changed);
    }

    // What is changed, for -WhatIf and -Confirm.
    IEnumerable<string> Words()
    {
        if (DisplayName is not null)
            yield return $"DisplayName '{DisplayName}'";
        if (Description is not null)
            yield return $"Description '{Description}'";
        if (Temperature is not null)
            yield return FormattableString.Invariant($"Temperature {Temperature}");
        if (TopP is not null)
            yield return FormattableString.Invariant($"TopP {TopP}");
        if (TopK is not null)
            yield return FormattableString.Invariant($"TopK {TopK}");
    }
}

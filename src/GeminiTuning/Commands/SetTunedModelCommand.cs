using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;

namespace GeminiTuning.Commands;

/// <summary>Changes the names and settings of tuned models.</summary>
[Cmdlet(VerbsCommon.Set, "TunedModel", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModel))]
public sealed class SetTunedModelCommand : ModelSettingsCommand<ITuningService>
{
    TunedModelChanges _changes = null!;

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

    /// <summary>The checkpoint that responds from now on to prompts that name none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("CheckpointId", "Checkpoint")]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? DefaultCheckpoint { get; set; }

    /// <summary>Labels to set; the others remain.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public IDictionary? Label { get; set; }

    /// <summary>Write the models as they are now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        CheckTexts(DisplayName);
        // From the pipeline, an object can come without a checkpoint, such as a measurement of a model as a whole.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(DefaultCheckpoint)) && string.IsNullOrEmpty(DefaultCheckpoint))
            throw new TuningArgumentException(Messages.NothingToChange);
        _changes = new TunedModelChanges { DisplayName = DisplayName, Description = Description, Temperature = Temperature, TopP = TopP, TopK = TopK, Labels = Label is null ? null : Labels.Read(Label) };
        // A checkpoint may still come by the pipeline.
        if (!MyInvocation.ExpectingInput)
            CheckChanges();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _changes = _changes with { DefaultCheckpoint = NewDefault };
        CheckChanges();
        foreach (var name in Name)
            await ForEachModelAsync(name, ChangeAsync);
    }

    string? NewDefault => string.IsNullOrEmpty(DefaultCheckpoint) ? null : DefaultCheckpoint;

    void CheckChanges()
    {
        if (_changes with { DefaultCheckpoint = NewDefault } == new TunedModelChanges())
            throw new TuningArgumentException(Messages.NothingToChange);
    }

    async Task ChangeAsync(string model)
    {
        if (!ShouldProcess($"{model} ({Current})", Messages.ActionSet(string.Join(", ", Words()))))
            return;
        var changed = await Service.UpdateTunedModelAsync(model, _changes, StopToken);
        if (PassThru)
            WriteObject(await Service.ReadLossAsync(changed, StopToken));
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
        if (Label is not null)
            yield return $"Label {string.Join(", ", _changes.Labels!.Select(label => $"{label.Key}={label.Value}"))}";
        if (NewDefault is not null)
            yield return $"DefaultCheckpoint {NewDefault}";
    }
}

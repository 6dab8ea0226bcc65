using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Measures how well the responses of models match the expected outputs.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "TunedModel")]
[OutputType(typeof(TunedModelMeasurement))]
public sealed class MeasureTunedModelCommand : AskingCommand
{
    // A sum of weights, such as 0.1 + 0.2 + 0.7, can miss 1 by a little.
    const double Rounding = 1e-9;

    // One measurement for each model: in the order of -Model, or as they come.
    readonly List<BackgroundMeasurement> _measurements = [];
    readonly Dictionary<string, BackgroundMeasurement> _byModel = [];
    readonly List<AskedModel> _models = [];
    HeldOutReader _reader = null!;
    long _row;

    /// <summary>The models to measure; none if responses are piped.</summary>
    [Parameter(Position = 0)]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>Rows with an input and an expected output, or responses, from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The input column.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The column of the expected output.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>A base model to measure on the same rows.</summary>
    [Parameter]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BaseModel { get; set; }

    /// <summary>The checkpoints to measure, with wildcards.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Checkpoint { get; set; } = [];

    /// <summary>Scores an answer: param($expected, $got, $row), from 0 (wrong) to 1 (right).</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? ScoreScript { get; set; }

    /// <summary>The maximum number of wrong answers to keep for each model.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 1_000_000)]
    public int MaxMiss { get; set; } = 1000;

    private protected override bool NeedsService => Model.Length > 0 || BaseModel is not null;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        _reader = new HeldOutReader(InputProperty, OutputProperty);
        if (!NeedsService)
        {
            CheckNothingIsSent();
            return;
        }
        if (Checkpoint.Length > 0 && Model.Length == 0)
            throw new TuningArgumentException(Messages.CheckpointNeedsModel);
        await base.BeginAsync();
        // The baseline is first, since Compare-TunedModel compares with the first.
        if (BaseModel is not null)
            _models.AddRange(await FindBaseModelAsync(BaseModel));
        foreach (var model in Model)
            await TryAsync(model, () => AddModelAsync(model));
        _measurements.AddRange(_models.Select(model => Begin(model.Name, model.Checkpoint)));
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _row++;
        return NeedsService ? MeasureRowAsync(InputObject) : MeasureResponseAsync(InputObject);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (NeedsService)
            await base.EndAsync();
        for (var index = 0; index < _measurements.Count; index++)
        {
            var measured = _measurements[index].Build();
            // The first response shows whether a name is a display name.
            WriteObject(NeedsService ? measured with { Model = _models[index].Name } : measured);
        }
    }

    // A measurement of some rows says nothing about the others, and there is no response to write.
    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() => null;

    private protected override string Activity => Messages.ActivityMeasuring;

    async Task AddModelAsync(string model)
    {
        var checkpoints = Checkpoint.Length == 0 ? [null] : await CheckpointPattern.FindAsync(Service, model, Checkpoint, StopToken);
        foreach (var checkpoint in checkpoints)
            _models.AddRange(await FindModelsAsync([model], checkpoint));
    }

    async Task MeasureRowAsync(PSObject? item)
    {
        var row = _row;
        (string? Input, string Expected) read;
        try
        {
            read = _reader.Read(item);
        }
        catch (TuningDataException fault) when (row > 1)
        {
            WriteFault(fault, item);
            _measurements.ForEach(measurement => measurement.AddUnanswered(isBlocked: false));
            return;
        }
        for (var index = 0; index < _models.Count; index++)
        {
            var measurement = _measurements[index];
            await AskAsync(
                _models[index], () => read.Input, item!,
                response => Measure(measurement, read.Expected, response, row),
                fault => measurement.AddUnanswered(isBlocked: fault is GenerationBlockedException));
        }
    }

    Task MeasureResponseAsync(PSObject? item)
    {
        var response = (item is null ? null : AnswerReader.Read(item)) ?? throw new TuningArgumentException(Messages.MeasuredWithoutModel);
        try
        {
            Measure(Of(response.Model), _reader.ReadExpected(response.InputObject), response, response.Row);
        }
        // Columns that are missing in the first row are missing in all of them.
        catch (TuningDataException fault) when (_row > 1)
        {
            WriteFault(fault, item);
        }
        return Task.CompletedTask;
    }

    BackgroundMeasurement Begin(string model, string? checkpoint = null) => new(new MeasurementBuilder(model, checkpoint, MaxMiss));

    BackgroundMeasurement Of(string model)
    {
        if (!_byModel.TryGetValue(model, out var measurement))
            _measurements.Add(_byModel[model] = measurement = Begin(model));
        return measurement;
    }

    void Measure(BackgroundMeasurement measurement, string expected, TunedModelResponse response, long? row) =>
        measurement.Add(expected, response, ScoreScript is null ? null : Score(ScoreScript, expected, response), row);

    static double Score(ScriptBlock script, string expected, TunedModelResponse response)
    {
        var written = script.Invoke(expected, response.Text, response.InputObject);
        return written.LastOrDefault()?.BaseObject switch
        {
            bool isRight => isRight ? 1 : 0,
            IConvertible value and not string and not DateTime when Convert.ToDouble(value, null) is >= -Rounding and <= 1 + Rounding and var score =>
                Math.Clamp(score, 0, 1),
            var other => throw new TuningArgumentException(Messages.ScoreRefused(other)),
        };
    }

    // Parameters about sending prompts have no effect on responses that are already there.
    void CheckNothingIsSent()
    {
        foreach (var name in MyInvocation.BoundParameters.Keys)
            if (name == nameof(Checkpoint) || GetType().GetProperty(name)?.DeclaringType is { } type && (type == typeof(AskingCommand) || type == typeof(GenerationCommand<ITuningService>)))
                throw new TuningArgumentException(Messages.NeedsModel(name));
    }
}

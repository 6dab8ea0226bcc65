using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Compares measurements over the same rows with the first one.</summary>
[Cmdlet(VerbsData.Compare, "TunedModel")]
[OutputType(typeof(TunedModelComparison))]
public sealed class CompareTunedModelCommand : AsyncCommand
{
    readonly List<TunedModelMeasurement> _measurements = [];

    /// <summary>The measurements, from the pipeline. The first one is the reference.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>What to compare by.</summary>
    [Parameter]
    [ValidateSet("Accuracy", "NormalizedMatch", "TokenF1", "RougeL", "ChrF", "Score", "AbsoluteError", "RelativeError")]
    public string? Measure { get; set; }

    /// <summary>Whether to fail if a model is worse than the first one.</summary>
    [Parameter]
    public SwitchParameter FailIfWorse { get; set; }

    /// <summary>The difference to tolerate.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0d, (double)int.MaxValue)]
    public double Margin { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var item in InputObject)
            _measurements.Add(item.BaseObject as TunedModelMeasurement ?? throw new TuningArgumentException(Messages.NoMeasurement(item)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (_measurements.Count < 2)
            throw new TuningArgumentException(Messages.TwoMeasurements);
        var comparisons = MeasurementComparer.Compare(_measurements[0], _measurements[1..], MeasureToCompare());
        foreach (var comparison in comparisons)
        {
            if (comparison.Unpaired > 0)
                this.Warn(Messages.RowsUnpaired(comparison));
            WriteObject(comparison);
        }
        var worse = comparisons.Where(comparison => comparison.IsWorse(Margin)).ToList();
        if (FailIfWorse && worse.Count > 0)
            ThrowFault(new ModelWorseException(worse, Margin), worse.ToArray());
        return Task.CompletedTask;
    }

    MeasureName MeasureToCompare() => Measure is not null
        ? Enum.Parse<MeasureName>(Measure, ignoreCase: true)
        : _measurements.TrueForAll(measurement => measurement.Score is not null) ? MeasureName.Score : MeasureName.Accuracy;
}

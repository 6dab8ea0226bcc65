using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Reports on a dataset: its size, lengths, and classes, and what is wrong with it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TuningExample")]
[OutputType(typeof(TuningDataReport), typeof(TuningDataFinding))]
public sealed class TestTuningExampleCommand : ExampleCommand
{
    TuningDataChecker _checker = null!;
    bool _isEmpty = true;

    /// <summary>The examples to validate with, to find those that are in both datasets.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject?[]? ValidationExample { get; set; }

    /// <summary>The number of epochs, for the number of steps.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? EpochCount { get; set; }

    /// <summary>The number of examples in a step, for the number of steps.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>Write the findings one by one instead of the report.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The connection whose service's limits are checked, instead of the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _checker = new TuningDataChecker(CheckedLimits.Find(Connection));
        var binder = NewBinder();
        foreach (var item in ValidationExample ?? [])
            if (binder.Read(item, out _) is { } example)
                _checker.AddValidation(example);
            else
                _checker.AddUnreadable(TuningDataset.Validation);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (_isEmpty)
            throw new TuningDataException(Messages.NothingToCheck);
        var report = _checker.Report(new Hyperparameters { EpochCount = EpochCount, BatchSize = BatchSize });
        WriteObject(Detailed ? report.Findings : report, enumerateCollection: true);
        return Task.CompletedTask;
    }

    private protected override void Take(PSObject? item, TuningExample? example, string? problem)
    {
        _isEmpty = false;
        if (example is null)
            _checker.AddUnreadable(TuningDataset.Training);
        else
            _checker.Add(example);
    }
}

using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Splits a dataset into examples to tune on, to validate with, and to test with.</summary>
[Cmdlet(VerbsCommon.Split, "TuningExample")]
[OutputType(typeof(TuningExampleSplit))]
public sealed class SplitTuningExampleCommand : ExampleCommand
{
    readonly List<object> _items = [];
    ExampleSplitter _splitter = null!;

    /// <summary>The share of the examples to validate with.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 0.99)]
    public double ValidationRatio { get; set; } = 0.2;

    /// <summary>The share of the examples to test with.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 0.99)]
    public double TestRatio { get; set; }

    /// <summary>The most examples to use in all.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>The seed: another one gives another split.</summary>
    [Parameter]
    [Number(Whole = true)]
    public int Seed { get; set; } = 1;

    /// <summary>Give each output the same share in all parts.</summary>
    [Parameter]
    public SwitchParameter Stratify { get; set; }

    /// <summary>The connection whose service's limits are kept, instead of the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (ValidationRatio + TestRatio >= 1)
            throw new TuningArgumentException(Messages.RatiosLeaveNone);
        _splitter = new ExampleSplitter(new SplitOptions
        {
            ValidationRatio = ValidationRatio,
            TestRatio = TestRatio,
            Count = Count,
            Seed = Seed,
            Stratify = Stratify,
            Limits = CheckedLimits.Find(Connection),
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        var split = _splitter.Split();
        Warn(split);
        WriteObject(new TuningExampleSplit(_items, split, Seed));
        return Task.CompletedTask;
    }

    private protected override void Take(PSObject? item, TuningExample? example, string? problem)
    {
        if (example is null)
        {
            WriteProblem(item, problem!);
            return;
        }
        _splitter.Add(example);
        _items.Add(item!);
    }

    void Warn(ExampleSplit split)
    {
        if (split.AllowedValidation < split.WantedValidation)
            WriteWarning(Messages.ValidationLimited(wanted: split.WantedValidation, allowed: split.AllowedValidation));
        foreach (var (part, wanted) in (ReadOnlySpan<(SplitPart, int)>)[(SplitPart.Validation, split.AllowedValidation), (SplitPart.Test, split.WantedTest)])
            // A group that didn't fit is one example, or a few; more means that most of the dataset is alike.
            if (wanted - split.CountOf(part) is var missing && missing > Math.Max(1, wanted / 10))
                WriteWarning(Messages.SplitUneven(part: part, count: split.CountOf(part), wanted: wanted));
    }
}

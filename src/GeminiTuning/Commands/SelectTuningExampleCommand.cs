using System.Management.Automation;
using GeminiTuning.Binding;

namespace GeminiTuning.Commands;

/// <summary>Passes on the examples that a report doesn't object to.</summary>
[Cmdlet(VerbsCommon.Select, "TuningExample")]
[OutputType(typeof(TuningExample), typeof(PSObject))]
public sealed class SelectTuningExampleCommand : ExampleCommand
{
    TuningExampleFilter _filter = null!;

    /// <summary>The reports or the findings whose examples are left out.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? Exclude { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        // A pipeline that finds nothing, as an argument, is null.
        _filter = new TuningExampleFilter((Exclude ?? []).OfType<PSObject>().SelectMany(Findings));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        WriteInformation(new HostInformationMessage { Message = Messages.ExamplesExcluded(_filter.Excluded, _filter.Count) }, ["PSHOST"]);
        return Task.CompletedTask;
    }

    private protected override void Take(PSObject? item, TuningExample? example, string? problem)
    {
        if (_filter.Passes(example))
            WriteObject(item);
    }

    // A report objects to examples by its errors and warnings; what is only worth a look stays, unless it is named.
    static IEnumerable<TuningDataFinding> Findings(PSObject item) => Wrapping.Unwrap(item) switch
    {
        TuningDataReport report => report.Findings.Where(finding => finding.Severity != TuningDataSeverity.Information),
        TuningDataFinding finding => [finding],
        _ => throw new TuningArgumentException(Messages.ExcludeNotReport(item.TypeNames[0])),
    };
}

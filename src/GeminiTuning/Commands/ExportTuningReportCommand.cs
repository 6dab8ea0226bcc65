using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Writes a report on tuned models to a file.</summary>
[Cmdlet(VerbsData.Export, "TuningReport", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportTuningReportCommand : AsyncCommand
{
    TuningReport _report = null!;
    string _path = "";
    TuningReportFormat _format;

    /// <summary>The file to write. Its extension is the format.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file to write, by its exact path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>What the report is about: reports on datasets, models, operations, measurements, and comparisons.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The title of the report.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The maximum number of wrong answers to show for each model.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 1_000_000)]
    public int MaxMiss { get; set; } = 100;

    /// <summary>The price of a million training tokens, in any currency.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public double? PricePerMillionToken { get; set; }

    /// <summary>Leave a file that exists as it is.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Write the file as an object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        _format = FormatOf(isLiteral ? LiteralPath : Path);
        _path = TargetFile.Find(SessionState.Path, isLiteral ? LiteralPath : Path, isLiteral, NoClobber);
        _report = new TuningReport(TimeProvider.System.GetUtcNow()) { Title = Title, MaxMiss = MaxMiss, PricePerMillionToken = PricePerMillionToken, Command = Command() };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var item in InputObject ?? [null])
            Add(item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (_report.IsEmpty)
            throw new TuningArgumentException(Messages.NothingToReport);
        if (!ShouldProcess(_path, Messages.ActionExportReport))
            return Task.CompletedTask;
        _report.Save(_path, _format);
        if (PassThru)
            WriteObject(InvokeProvider.Item.Get([_path], force: false, literalPath: true), enumerateCollection: true);
        return Task.CompletedTask;
    }

    void Add(PSObject? item)
    {
        // $check, $measures, $comparison has lists among its items.
        foreach (var one in item?.BaseObject is IEnumerable list and not string ? list : new[] { item })
            if (!_report.Add(Wrapping.Unwrap(one)))
                WriteFault(new TuningArgumentException(Messages.NotForReport(one)), one);
    }

    // Not the line that was typed, which can contain anything that a report shouldn't.
    string Command()
    {
        var typed = MyInvocation.BoundParameters.Where(parameter => parameter.Key != nameof(InputObject) && !s_common.Contains(parameter.Key));
        var parts = typed.OrderBy(parameter => parameter.Key != ParameterSetName).Select(parameter => parameter.Value is SwitchParameter isOn ? (isOn ? $"-{parameter.Key}" : $"-{parameter.Key}:$false") : $"-{parameter.Key} {Quoted(parameter.Value)}");
        return string.Join(' ', parts.Prepend(MyInvocation.MyCommand.Name));
    }

    static readonly HashSet<string> s_common = [.. CommonParameters, .. OptionalCommonParameters, "ProgressAction"];

    static string Quoted(object? value) => value is int or double ? FormattableString.Invariant($"{value}") : $"'{CodeEscape($"{value}")}'";

    static string CodeEscape(string text) => System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(text);

    static TuningReportFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => TuningReportFormat.Html,
        ".MD" or ".MARKDOWN" => TuningReportFormat.Markdown,
        ".JSON" => TuningReportFormat.Json,
        ".SVG" => TuningReportFormat.Svg,
        _ => throw new TuningArgumentException(Messages.ReportFormatUnknown(path)),
    };
}

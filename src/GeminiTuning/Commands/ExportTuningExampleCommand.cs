using System.Management.Automation;
using System.Text;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Writes examples to a file.</summary>
[Cmdlet(VerbsData.Export, "TuningExample", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class ExportTuningExampleCommand : ExampleCommand
{
    ExampleWriter? _writer;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file to write, by its exact path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The form of the examples.</summary>
    [Parameter]
    public ExampleFormat? Format { get; set; }

    /// <summary>The encoding of the file.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>Leave a file that exists as it is.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        var path = TargetFile.Find(SessionState.Path, isLiteral ? LiteralPath : Path, isLiteral, NoClobber);
        if (ShouldProcess(path, Messages.ActionExport))
            _writer = ExampleWriter.Create(path, Format ?? FormatOf(path), Encoding, Adapters.Factory);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        _writer?.Complete();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _writer?.Dispose();
    }

    private protected override void Take(PSObject? item, TuningExample? example, string? problem)
    {
        if (example is null)
        {
            WriteProblem(item, problem!);
            return;
        }
        try
        {
            _writer?.Write(example);
        }
        catch (TuningDataException fault)
        {
            WriteFault(fault, item);
        }
    }

    static ExampleFormat FormatOf(string path) =>
        System.IO.Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV" or ".TAB" ? ExampleFormat.Csv : ExampleFormat.Vertex;
}

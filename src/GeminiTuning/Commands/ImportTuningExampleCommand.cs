using System.Management.Automation;
using System.Text;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Reads examples from files.</summary>
[Cmdlet(VerbsData.Import, "TuningExample", DefaultParameterSetName = "Path")]
[OutputType(typeof(TuningExample))]
public sealed class ImportTuningExampleCommand : AsyncCommand
{
    /// <summary>The files to read. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, by their exact paths.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The form of the examples.</summary>
    [Parameter]
    public ExampleFormat? Format { get; set; }

    /// <summary>The character between the fields of a table.</summary>
    [Parameter]
    [Delimiter]
    public char? Delimiter { get; set; }

    /// <summary>The names of a table's columns, for a file without a header line.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The encoding of files without a byte order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>The column of the inputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The column of the outputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>The column of the system instructions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstructionProperty { get; set; }

    /// <summary>The column of the outputs to avoid, in preference pairs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RejectedProperty { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var path in ParameterSetName == "Path" ? Path.SelectMany(Expand) : LiteralPath.SelectMany(Literal))
            Import(path);
        return Task.CompletedTask;
    }

    IReadOnlyList<string> Expand(string path) => Resolve(path, () => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));

    IReadOnlyList<string> Literal(string path) => Resolve(path, () => [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)]);

    IReadOnlyList<string> Resolve(string path, Func<IReadOnlyList<string>> resolve)
    {
        try
        {
            return resolve();
        }
        catch (Exception fault) when (fault is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            WriteError(ErrorRecords.NotFound(fault.Message, path));
            return [];
        }
    }

    void Import(string path)
    {
        try
        {
            using var file = new ExampleFile(path, Options(), Adapters.Factory);
            Write(file, path);
        }
        catch (ExampleFileException fault)
        {
            WriteFault(fault, path);
        }
    }

    void Write(ExampleFile file, string path)
    {
        using var bar = new ReadingBar(this, path, TimeProvider.System, () => (file.Position, file.Length));
        foreach (var result in file.Read())
        {
            StopToken.ThrowIfCancellationRequested();
            if (result.Problem is { } problem)
                WriteFault(problem, path);
            else
                WriteObject(result.Example);
            bar.Count();
        }
    }

    ExampleFileOptions Options() => new()
    {
        Format = Format,
        Delimiter = Delimiter,
        Header = Header,
        Encoding = Encoding,
        Columns = new ColumnChoice(InputProperty, OutputProperty, SystemInstructionProperty, RejectedProperty),
    };
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>Writes examples to a file. It is written beside its place and moved there when it is complete, so that a file is whole
/// or isn't there.</summary>
public abstract class ExampleWriter : IDisposable
{
    readonly string _path;
    readonly string _format;
    readonly Encoding _encoding;

    private protected ExampleWriter(string path, ExampleFormat format, Encoding? encoding)
    {
        (_path, _format, _encoding) = (path, format.ToString(), encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Output = new UnfinishedFile(path, _encoding);
    }

    private protected UnfinishedFile Output { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="format">The form of the examples.</param>
    /// <param name="encoding">The encoding; null for UTF-8 without a byte order mark.</param>
    /// <param name="tables">The library that writes tables.</param>
    /// <exception cref="TuningFileException">It can't be written.</exception>
    public static ExampleWriter Create(string path, ExampleFormat format, Encoding? encoding, ITableLibrary tables) =>
        TuningFileException.Guard<ExampleWriter>(() => format == ExampleFormat.Csv
            ? new TableWriter(path, encoding, tables)
            : new JsonLinesWriter(path, format, encoding));

    /// <summary>Writes an example.</summary>
    /// <exception cref="TuningDataException">The format can't hold all of it; nothing of it is written.</exception>
    /// <exception cref="TuningFileException">The file can't be written.</exception>
    public void Write(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (example.Json is null)
            foreach (var (what, text) in Texts(example))
                if (TuningLimits.HalfPair(text) is { } position)
                    throw new TuningDataException(Messages.TextHasHalfPair(what, position));
        TuningFileException.Guard(() => Add(example));
    }

    /// <summary>Moves the file to its place.</summary>
    /// <exception cref="TuningFileException">The file can't be written.</exception>
    public void Complete() => TuningFileException.Guard(() =>
    {
        Finish();
        Output.Complete(_path);
    });

    /// <summary>Deletes what isn't complete.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Add(TuningExample example);

    // What is left to write after the last example.
    private protected virtual void Finish()
    {
    }

    private protected TuningDataException CannotHold(string what) => new(Messages.NoCounterpartIn(name: what, format: _format));

    // Begins the file anew, and gives what was written so far.
    private protected UnfinishedFile Restart()
    {
        var before = Output;
        Output = new UnfinishedFile(_path, _encoding);
        return before;
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Output.Dispose();
    }

    static IEnumerable<(string What, string? Text)> Texts(TuningExample example) =>
    [
        (Messages.TheInput, example.TextInput), (Messages.TheOutput, example.Output), (Messages.TheSystemInstruction, example.SystemInstruction),
        (Messages.TheRejectedOutput, example.RejectedOutput),
    ];
}

/// <summary>Writes an example a line, as JSON.</summary>
sealed class JsonLinesWriter : ExampleWriter
{
    readonly ArrayBufferWriter<byte> _line = new();
    readonly Utf8JsonWriter _json;
    readonly ExampleFormat _format;

    public JsonLinesWriter(string path, ExampleFormat format, Encoding? encoding) : base(path, format, encoding) =>
        (_format, _json) = (format, new Utf8JsonWriter(_line, JsonLine.Options));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _json.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Add(TuningExample example)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        switch (_format)
        {
            case ExampleFormat.Vertex:
                VertexForm.Write(_json, example);
                break;
            case ExampleFormat.OpenAI:
                OpenAIForm.Write(_json, example);
                break;
            default:
                WriteGemini(example);
                break;
        }
        _json.Flush();
        _line.Write("\n"u8);
        Output.Utf8.Write(_line.WrittenSpan);
    }

    void WriteGemini(TuningExample example)
    {
        if (example.Json is not null)
            throw CannotHold("contents");
        _json.WriteStartObject();
        if (example.SystemInstruction is { } instruction)
            _json.WriteString("system_instruction", instruction);
        _json.WriteString("text_input", example.TextInput);
        _json.WriteString(example.RejectedOutput is null ? "output" : "preferred_output", example.Output);
        if (example.RejectedOutput is { } rejected)
            _json.WriteString("rejected_output", rejected);
        _json.WriteEndObject();
    }
}

/// <summary>Writes an example a record, as CSV; as tab-separated values where the file's name ends in .tsv or .tab.</summary>
sealed class TableWriter : ExampleWriter
{
    readonly ITableLibrary _tables;
    readonly char _delimiter;
    ITableWriter _table;
    bool _isBegun;
    bool _hasSystem;
    bool _hasRejected;

    public TableWriter(string path, Encoding? encoding, ITableLibrary tables) : base(path, ExampleFormat.Csv, encoding)
    {
        _tables = tables;
        _delimiter = Path.GetExtension(path).ToUpperInvariant() is ".TSV" or ".TAB" ? '\t' : ',';
        _table = tables.CreateTableWriter(Output.Utf8, _delimiter);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _table.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Add(TuningExample example)
    {
        if (example.Json is not null)
            throw CannotHold("contents");
        var (system, rejected) = (_hasSystem || example.SystemInstruction is not null, _hasRejected || example.RejectedOutput is not null);
        if (!_isBegun || system != _hasSystem || rejected != _hasRejected)
            Widen(system, rejected);
        WriteRow(example.TextInput, example.Output, example.SystemInstruction, example.RejectedOutput);
    }

    private protected override void Finish()
    {
        if (!_isBegun)
            WriteHeader();
        _table.Dispose();
    }

    // A column that no example had until now: what is written so far gets it, too.
    void Widen(bool system, bool rejected)
    {
        var (hadSystem, hadRejected) = (_hasSystem, _hasRejected);
        (_hasSystem, _hasRejected) = (system, rejected);
        if (!_isBegun)
        {
            WriteHeader();
            return;
        }
        _table.Dispose();
        using var before = Restart();
        _table = _tables.CreateTableWriter(Output.Utf8, _delimiter);
        WriteHeader();
        using var rows = _tables.CreateTableReader(before.Read(), _delimiter);
        for (rows.Read(); rows.Read();)
            WriteRow(rows[0], rows[1], hadSystem ? rows[2] : null, hadRejected ? rows[rows.FieldCount - 1] : null);
    }

    void WriteHeader()
    {
        _isBegun = true;
        WriteRow("text_input", _hasRejected ? "preferred_output" : "output", "system_instruction", "rejected_output");
    }

    void WriteRow(string input, string output, string? system, string? rejected) => _table.Write(
        [input, output, .. _hasSystem ? new[] { system } : [], .. _hasRejected ? new[] { rejected } : []]);
}

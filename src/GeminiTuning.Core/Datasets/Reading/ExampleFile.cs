namespace GeminiTuning;

/// <summary>A file of examples: a table (CSV and the like), JSON lines, or a JSON list. It is read example by example, and no more
/// of it than one is in memory.</summary>
public sealed class ExampleFile : IDisposable
{
    readonly string _path;
    readonly ExampleFileOptions _options;
    readonly ITableLibrary _tables;
    readonly TextSource _source;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="tables">The library that reads tables.</param>
    /// <exception cref="ExampleFileException">The file can't be opened.</exception>
    public ExampleFile(string path, ExampleFileOptions options, ITableLibrary tables)
    {
        (_path, _options, _tables) = (path, options, tables);
        try
        {
            _source = new TextSource(path, options.Encoding);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ExampleFileException(path, fault.Message);
        }
    }

    /// <summary>The size of the file, in bytes.</summary>
    public long Length => _source.Length;

    /// <summary>How much of the file has been read, in bytes.</summary>
    public long Position => _source.Position;

    /// <summary>Reads the examples. A line that can't be read is one result, and the next is read. Lines that aren't valid in the
    /// file's encoding are one result for all of them, at the end.</summary>
    /// <exception cref="ExampleFileException">The file can't be read at all, or no further.</exception>
    public IEnumerable<ReadExample> Read()
    {
        var undecoded = new LineList();
        var examples = IsTable() ? Table(undecoded) : Json(undecoded);
        using var results = examples.GetEnumerator();
        while (Advance(results))
            yield return results.Current;
        if (undecoded.Count == 0)
            yield break;
        var fault = new ExampleFileException(_path, Messages.LinesNotUtf8(undecoded.Count, undecoded.ToString()), undecoded.Lines);
        yield return new ReadExample(null, fault);
    }

    /// <summary>Returns the names of the columns: those of the table's header, or the properties of the first JSON object.</summary>
    /// <exception cref="ExampleFileException">The file has none, or it can't be read.</exception>
    public IReadOnlyList<string> ReadColumns()
    {
        var columns = IsTable() ? TableColumns() : JsonColumns();
        _source.Rewind();
        return columns;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    bool Advance(IEnumerator<ReadExample> results)
    {
        try
        {
            return results.MoveNext();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ExampleFileException(_path, fault.Message);
        }
    }

    IEnumerable<ReadExample> Table(LineList undecoded)
    {
        using var table = _tables.CreateTableReader(_source.Utf8, _options.Delimiter);
        foreach (var result in new TableExamples(table, _options, _path, undecoded).Read())
            yield return result;
    }

    IEnumerable<ReadExample> Json(LineList undecoded)
    {
        JsonItems items = IsLines() ? new JsonLines(_source.Utf8) : new JsonList(_source.Utf8);
        return new JsonExamples(items, _options, _path, undecoded).Read();
    }

    List<string> TableColumns()
    {
        using var table = _tables.CreateTableReader(_source.Utf8, _options.Delimiter);
        return TableExamples.Header(table, _path);
    }

    List<string> JsonColumns()
    {
        JsonItems items = IsLines() ? new JsonLines(_source.Utf8) : new JsonList(_source.Utf8);
        return items.Next() ? JsonExamples.ColumnsOf(items.Item) : [];
    }

    // What begins with a bracket or a brace is JSON, unless its name or the user says that it is a table.
    bool IsTable() => _options switch
    {
        { Format: ExampleFormat.Csv } or { Delimiter: not null } or { Header: not null } => true,
        { Format: not null } => false,
        _ => Path.GetExtension(_path).ToUpperInvariant() is ".CSV" or ".TSV" or ".TAB" || FirstByte() is not ((byte)'{' or (byte)'['),
    };

    // A value a line, unless the first line alone has brackets that it doesn't close, or is a list.
    bool IsLines()
    {
        if (FirstByte() == '[')
            return false;
        var lines = new JsonLines(_source.Utf8);
        var isLine = lines.Next() && IsClosed(lines.Item.Span);
        _source.Rewind();
        return isLine;
    }

    byte? FirstByte()
    {
        var head = new byte[1024];
        var read = _source.Utf8.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        _source.Rewind();
        var blank = head.AsSpan(0, read).IndexOfAnyExcept(" \t\r\n"u8);
        return blank < 0 ? null : head[blank];
    }

    static bool IsClosed(ReadOnlySpan<byte> line)
    {
        var (depth, inText) = (0, false);
        for (var i = 0; i < line.Length; i++)
            if (inText)
                (i, inText) = (line[i] == '\\' ? i + 1 : i, line[i] != '"');
            else if (line[i] == '"')
                inText = true;
            else
                depth += line[i] is (byte)'{' or (byte)'[' ? 1 : line[i] is (byte)'}' or (byte)']' ? -1 : 0;
        return depth <= 0;
    }
}

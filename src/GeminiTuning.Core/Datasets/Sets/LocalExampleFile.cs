using System.Text.Json;

namespace GeminiTuning;

/// <summary>A JSON Lines file of examples in the format of Vertex AI, on this computer. Each line is checked as an example from the
/// pipeline is; the file is then uploaded as it is.</summary>
public sealed class LocalExampleFile : RowSet, IDisposable
{
    static readonly byte[][] s_marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];

    readonly string _path;
    readonly ExampleLimits _limits;
    readonly LocalContent _content;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="limits">What the service takes.</param>
    /// <exception cref="ExampleFileException">The file can't be opened.</exception>
    public LocalExampleFile(string path, ExampleLimits limits)
    {
        (_path, _limits) = (path, limits);
        try
        {
            _content = new LocalContent(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ExampleFileException(path, fault.Message);
        }
    }

    /// <summary>The tuning method that the examples are for. Set it before the file is read; otherwise, the first example decides.</summary>
    public TuningMethod? Method { get; set; }

    /// <summary>The number of valid examples that were read.</summary>
    public int Count { get; private set; }

    /// <summary>The size of the file, in bytes.</summary>
    public long Length => _content.FileLength;

    /// <summary>How much of the file has been read, in bytes.</summary>
    public long Position => _content.Position;

    /// <summary>The examples for a request. They are valid until the file is disposed.</summary>
    public TrainingData Data => new ExamplesInLocalFile(this);

    internal ContentFile Content => _content;

    private protected override string NoneAtAll => Messages.LocalFileHasNoExamples(Path.GetFileName(_path));

    /// <summary>Reads the file to its end, and returns the examples one by one: null for an invalid line.</summary>
    /// <exception cref="TuningDataException">The file is too large, or it isn't plain UTF-8.</exception>
    /// <exception cref="ExampleFileException">The file can't be read.</exception>
    public IEnumerable<TuningExample?> Read()
    {
        Count = 0;
        if (_content.FileLength > _limits.TotalBytes)
            throw new TuningDataException(Messages.FoundTooManyBytes(bytes: _content.FileLength, most: _limits.TotalBytes, service: _limits.Service));
        RefuseMark();
        var lines = new JsonLines(_content.ReadAndHash());
        while (Advance(lines))
            yield return Add(lines);
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private protected override void Forget()
    {
    }

    // The file is sent as it is, so it must be in the only encoding that JSON Lines have.
    void RefuseMark()
    {
        var head = new byte[3];
        var read = Guard(() => _content.Read().ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (s_marks.Any(mark => head.AsSpan(0, read).StartsWith(mark)))
            throw new TuningDataException(Messages.LocalFileHasMark(Path.GetFileName(_path)));
    }

    TuningExample? Add(JsonLines lines)
    {
        var (example, problem) = Example(lines.Item);
        Method ??= example?.Method;
        ReadOnlySpan<string?> problems = problem is not null ? [problem] : [.. ExampleProblem.Of(example!, _limits, Method!.Value).Select(one => one.Message)];
        if (!Begin(new RowSource(null, _path, lines.Line), problems))
            return null;
        LookForReplaced(example!.TextInput);
        LookForReplaced(example.Output);
        LookForReplaced(example.RejectedOutput);
        Count++;
        return example with { File = _path, Line = lines.Line };
    }

    // Stricter than what Import-TuningExample reads, since the service gets the line as it is.
    static (TuningExample? Example, string? Problem) Example(ReadOnlyMemory<byte> line)
    {
        if (Utf8Line.FirstInvalid(line.Span, 1) is not null)
            return (null, Messages.LineNotUtf8);
        try
        {
            using var parsed = JsonDocument.Parse(line);
            var item = parsed.RootElement;
            return item.ValueKind != JsonValueKind.Object ? (null, Messages.ItemNotObject(JsonText.Kind(item.ValueKind)))
                : !VertexForm.Fits(item) ? (null, Messages.LineNotVertexForm)
                : (VertexForm.Read(item), null);
        }
        catch (JsonException fault)
        {
            return (null, JsonExamples.NotJson(fault));
        }
        catch (TuningDataException fault)
        {
            return (null, fault.Message);
        }
    }

    bool Advance(JsonLines lines) => Guard(lines.Next);

    T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ExampleFileException(_path, fault.Message);
        }
    }
}

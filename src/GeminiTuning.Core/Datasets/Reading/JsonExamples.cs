using System.Text.Json;

namespace GeminiTuning;

/// <summary>Reads examples from JSON values.</summary>
/// <param name="items">The values.</param>
/// <param name="options">How they are read.</param>
/// <param name="file">The file, for the examples and the errors.</param>
/// <param name="undecoded">Takes the lines that aren't valid in the file's encoding.</param>
sealed class JsonExamples(JsonItems items, ExampleFileOptions options, string file, LineList undecoded)
{
    static readonly JsonDocumentOptions s_format = new() { AllowTrailingCommas = true };

    readonly ColumnReader _columns = new(options.Columns);
    bool _isBegun;

    /// <summary>Reads the examples.</summary>
    /// <exception cref="ExampleFileException">The first value has none of the forms, so that no other will.</exception>
    public IEnumerable<ReadExample> Read()
    {
        while (items.Next())
            if (Utf8Line.FirstInvalid(items.Item.Span, items.Line) is { } line)
                undecoded.Add(line);
            else
                yield return Next();
        if (items.Problem is { } problem)
            yield return Problem(problem, items.Line);
        else if (!_isBegun && undecoded.Count == 0)
            throw new ExampleFileException(file, Messages.FileHasNoExamples);
    }

    /// <summary>Returns the names of an object's properties; none if it isn't one.</summary>
    public static List<string> ColumnsOf(ReadOnlyMemory<byte> item)
    {
        try
        {
            using var parsed = JsonDocument.Parse(item, s_format);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? [.. parsed.RootElement.EnumerateObject().Select(property => property.Name)] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Returns why a value isn't JSON, without its line.</summary>
    public static string NotJson(JsonException fault) => Messages.ItemNotJson((fault.BytePositionInLine ?? 0) + 1, Reason(fault));

    ReadExample Next()
    {
        try
        {
            using var parsed = JsonDocument.Parse(items.Item, s_format);
            var example = Example(parsed.RootElement);
            _isBegun = true;
            return new ReadExample(example with { File = file, Line = items.Line }, null);
        }
        catch (JsonException fault)
        {
            _isBegun = true;
            var line = items.Line + (int)(fault.LineNumber ?? 0);
            return Problem(NotJson(fault), line);
        }
        catch (TuningDataException fault) when (_isBegun || _columns.HasColumns)
        {
            return Problem(fault.Message, items.Line);
        }
        catch (TuningDataException fault)
        {
            throw new ExampleFileException(file, fault.Message, items.Line);
        }
    }

    ReadExample Problem(string problem, int line)
    {
        var fault = new ExampleFileException(file, problem, line);
        return new ReadExample(null, fault);
    }

    TuningExample Example(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new TuningDataException(Messages.ItemNotObject(JsonText.Kind(item.ValueKind)));
        var form = options.Format ?? (VertexForm.Fits(item) ? ExampleFormat.Vertex : OpenAIForm.Fits(item) ? ExampleFormat.OpenAI : ExampleFormat.Gemini);
        if (form is not (ExampleFormat.Vertex or ExampleFormat.OpenAI))
            return _columns.Read(new JsonRow(item));
        // That one object isn't of the form says nothing about the others.
        _isBegun = true;
        return form == ExampleFormat.Vertex ? VertexForm.Read(item) : OpenAIForm.Read(item);
    }

    // Without the place, which is told by the file's own lines.
    static string Reason(JsonException fault)
    {
        var message = PrintableText.Of(fault.Message, 200);
        var at = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return at < 0 ? message : message[..at];
    }
}

using System.Text;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads an object line by line: as much of it is in memory as its longest line, and that has a limit.</summary>
static class JsonLines
{
    /// <summary>The longest line, in characters.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines that are not empty, with their numbers, counted from one.</summary>
    /// <exception cref="JobFailure">There is no such object, or it is no text.</exception>
    public static IEnumerable<(int Number, string Text)> Read(ObjectStore store, string uri, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Open(store, uri), s_strict, detectEncodingFromByteOrderMarks: false);
        for (var number = 1; ReadLine(reader, uri, number) is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = number == 1 ? line.TrimStart('\uFEFF') : line;
            if (!string.IsNullOrWhiteSpace(text))
                yield return (number, text);
        }
    }

    static FileStream Open(ObjectStore store, string uri) =>
        (ObjectName.Parse(uri) is { Name.Length: > 0 } place ? store.Open(place) : null)
        ?? throw new JobFailure(JobFailure.NotFound, $"The Cloud Storage object {uri} was not found.");

    static string? ReadLine(StreamReader reader, string uri, int number)
    {
        var line = new StringBuilder();
        try
        {
            for (var c = reader.Read(); ; c = reader.Read())
            {
                if (c is -1 or '\n')
                    return c == -1 && line.Length == 0 ? null : line.ToString();
                if (line.Length == LongestLine)
                    throw new JobFailure(JobFailure.Invalid, $"Line {number} of {uri} is longer than {LongestLine} characters.");
                line.Append((char)c);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new JobFailure(JobFailure.Invalid, $"Line {number} of {uri} is not valid UTF-8.");
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace GeminiTuning.Benchmarks;

/// <summary>The CSV library alone, in a process of its own: it reads a table's first two fields as texts, and a plain JSON writer writes
/// them as examples if asked to.</summary>
static class CsvLibrary
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "csv-library";

    /// <summary>Reads a table in a process of its own.</summary>
    /// <returns>Milliseconds, milliseconds of CPU, and megabytes of memory at most.</returns>
    public static double[] Measure(string path, string? jsonPath = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string?[])[typeof(CsvLibrary).Assembly.Location, Argument, path, jsonPath])
            if (argument is not null)
                start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var numbers = process.StandardOutput.ReadToEnd().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        process.WaitForExit();
        return numbers;
    }

    /// <summary>Reads a table, and prints the figures.</summary>
    public static void Run(string path, string? jsonPath)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        Read(path, jsonPath);
        var time = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{time} {(process.TotalProcessorTime - cpu).TotalMilliseconds} {process.PeakWorkingSet64 / 1e6}"));
    }

    /// <summary>Reads a table in this process.</summary>
    public static void Read(string path, string? jsonPath)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true });
        using var stream = jsonPath is null ? null : File.Create(jsonPath);
        using var writer = stream is null ? null : new Utf8JsonWriter(stream);
        var length = 0L;
        while (reader.Read())
        {
            var (input, output) = (reader.GetString(0), reader.GetString(1));
            length += input.Length + output.Length;
            if (writer is not null)
                Write(writer, stream!, input, output);
        }
        GC.KeepAlive(length);
    }

    static void Write(Utf8JsonWriter writer, Stream stream, string input, string output)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("contents"u8);
        foreach (var (role, text) in ((string, string)[])[("user", input), ("model", output)])
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, role);
            writer.WriteStartArray("parts"u8);
            writer.WriteStartObject();
            writer.WriteString("text"u8, text);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
        writer.Reset();
    }
}

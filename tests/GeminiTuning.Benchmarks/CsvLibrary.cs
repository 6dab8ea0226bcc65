using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace GeminiTuning.Benchmarks;

/// <summary>The CSV library alone, in a process of its own: it reads a table's first two fields as texts, and a plain JSON writer writes
/// them as examples if asked to.</summary>
static class CsvLibrary
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "csv-library";

    /// <summary>What the module asks of the library, too.</summary>
    public static CsvReaderOptions Options { get; } = new() { TrackLineNumbers = true, TrimWhitespace = true };

    /// <summary>Reads a table in a process of its own.</summary>
    /// <returns>Milliseconds, milliseconds of CPU, kilobytes allocated, and megabytes of memory at most.</returns>
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
        var (watch, cpu, bytes) = (Stopwatch.StartNew(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        Read(path, jsonPath);
        var time = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        Console.Write(string.Create(CultureInfo.InvariantCulture,
            $"{time} {(process.TotalProcessorTime - cpu).TotalMilliseconds} {(GC.GetTotalAllocatedBytes() - bytes) / 1e3} {process.PeakWorkingSet64 / 1e6}"));
    }

    /// <summary>Reads a table in this process.</summary>
    public static void Read(string path, string? jsonPath)
    {
        using var reader = CsvReader.FromFile(path, Options);
        using var writer = jsonPath is null ? null : new PlainWriter(jsonPath);
        var length = 0L;
        while (reader.Read())
        {
            var (input, output) = (reader.GetString(0), reader.GetString(1));
            length += input.Length + output.Length;
            writer?.Write(input, output);
        }
        GC.KeepAlive(length);
    }
}

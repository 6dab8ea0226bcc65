using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace GeminiTuning.Benchmarks;

/// <summary>The CSV library alone, in a process of its own: it reads a table's first two fields as texts.</summary>
static class CsvLibrary
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "csv-library";

    /// <summary>Reads a table in a process of its own.</summary>
    public static (double Seconds, double Peak) Measure(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var numbers = process.StandardOutput.ReadToEnd().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        process.WaitForExit();
        return (numbers[0], numbers[1]);
    }

    /// <summary>Reads a table, and prints the seconds and the most memory.</summary>
    public static void Run(string path)
    {
        var watch = Stopwatch.StartNew();
        var length = 0L;
        using (var reader = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true }))
            while (reader.Read())
                length += reader.GetString(0).Length + reader.GetString(1).Length;
        var seconds = watch.Elapsed.TotalSeconds;
        GC.KeepAlive(length);
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{seconds} {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6}"));
    }
}

using System.Globalization;

namespace GeminiTuning.Benchmarks;

/// <summary>A million rows read, checked, and split, beside the CSV library alone and beside Import-Csv: megabytes a second, and the most
/// memory that the process took above what it takes with one row.</summary>
static class DatasetBenchmark
{
    const int Rows = 1_000_000;
    const string Library = "the CSV library alone";

    static readonly (string Name, string Setup, string Step)[] s_candidates =
    [
        (Library, "", ""),
        ("Import-Csv", "", "Import-Csv $file"),
        ("Import-TuningExample", "", "Import-TuningExample $file"),
        ("… | Test-TuningExample", "", "Import-TuningExample $file | Test-TuningExample"),
        ("… | Export-TuningExample", "", "Import-TuningExample $file | Export-TuningExample \"$file.jsonl\""),
        ("(held) | Split-TuningExample", "$held = Import-TuningExample $file", "$held | Split-TuningExample"),
    ];

    /// <summary>Prints the figures of each candidate, for short texts and for long ones.</summary>
    public static void Run(int runs)
    {
        foreach (var sentences in (int[])[1, 10])
        {
            var path = Path.Combine(Path.GetTempPath(), $"geminituning-{Guid.NewGuid():N}.csv");
            var one = path + ".one.csv";
            try
            {
                Write(path, Rows, sentences);
                Write(one, 1, sentences);
                Print(runs, path, one);
            }
            finally
            {
                File.Delete(path);
                File.Delete(one);
                File.Delete(path + ".jsonl");
                File.Delete(one + ".jsonl");
            }
        }
    }

    static void Print(int runs, string path, string one)
    {
        var megabytes = new FileInfo(path).Length / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows, {megabytes:N0} MB ({runs} runs each, in turn; medians)"));
        Console.WriteLine($"{"",-34}{"s",10}{"MB/s",10}{"MB more",10}");
        var figures = s_candidates.ToDictionary(candidate => candidate.Name, _ => new List<(double Seconds, double Memory)>());
        for (var run = 0; run < runs; run++)
            foreach (var (name, setup, step) in s_candidates)
            {
                var (seconds, peak) = name == Library ? OfLibrary(path) : Measure(setup, step, path);
                figures[name].Add((seconds, peak - (name == Library ? OfLibrary(one) : Measure(setup, step, one)).Peak));
            }
        foreach (var (name, values) in figures)
        {
            var seconds = values.Select(value => value.Seconds).Order().ElementAt(values.Count / 2);
            var memory = values.Select(value => value.Memory).Order().ElementAt(values.Count / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34}{seconds,10:0.0}{megabytes / seconds,10:0.0}{memory,10:0}"));
        }
    }

    static (double Seconds, double Peak) OfLibrary(string path) => CsvLibrary.Measure(path) is [var time, _, var peak] ? (time / 1e3, peak) : default;

    static (double Seconds, double Peak) Measure(string setup, string step, string path)
    {
        var script = $$"""
            $module = '{{Pwsh.Module}}'
            $file = '{{path}}'
            $ProgressPreference = 'SilentlyContinue'
            Import-Module $module
            {{setup}}
            $watch = [Diagnostics.Stopwatch]::StartNew()
            {{step}} | Out-Null
            $seconds = $watch.Elapsed.TotalSeconds
            $process = [Diagnostics.Process]::GetCurrentProcess()
            '{0} {1}' -f $seconds.ToString([cultureinfo]::InvariantCulture), ($process.PeakWorkingSet64 / 1e6).ToString([cultureinfo]::InvariantCulture)
            """;
        var numbers = Pwsh.Numbers(script);
        return (numbers[0], numbers[1]);
    }

    /// <summary>Writes a table: always the same texts, unlike each other.</summary>
    public static void Write(string path, int rows, int sentences)
    {
        string[] words = ["card", "payment", "account", "transfer", "balance", "refund", "limit", "order", "address", "identity", "exchange", "deposit", "charge"];
        var random = new Random(1);
        using var writer = new StreamWriter(path);
        writer.Write("input,output\n");
        for (var row = 0; row < rows; row++)
        {
            for (var sentence = 0; sentence < sentences; sentence++)
                for (var word = 0; word < 14; word++)
                    writer.Write($"{words[random.Next(words.Length)]} ");
            writer.Write($"{row},class {row % 77}\n");
        }
    }
}

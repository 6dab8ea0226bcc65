using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using GeminiTuning.Adapters;

namespace GeminiTuning.Benchmarks;

/// <summary>A part of the library, as BenchmarkDotNet runs it, beside the least that a program could do instead.</summary>
public abstract class PartBenchmark
{
    readonly Process _process = Process.GetCurrentProcess();
    TimeSpan _start;

    /// <summary>The CPU of each run, in seconds.</summary>
    internal static List<double> Cpu { get; } = [];

    private protected static IReadOnlyList<TuningExample> Examples { get; private set; } = [];

    /// <summary>Makes the data.</summary>
    [GlobalSetup]
    public virtual void Prepare() => Examples = ExampleTable.Examples(100_000);

    /// <summary>Begins a run.</summary>
    [IterationSetup]
    public void Start() => _start = Read();

    /// <summary>Ends a run.</summary>
    [IterationCleanup]
    public void Stop() => Cpu.Add((Read() - _start).TotalSeconds);

    /// <summary>What the library does.</summary>
    public abstract object? Library();

    /// <summary>What a program could do instead.</summary>
    public abstract object? Plain();

    TimeSpan Read()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }
}

/// <summary>Reads examples from a table, beside the CSV library alone.</summary>
public class ReadingBenchmark : PartBenchmark, IDisposable
{
    readonly string _path = Path.GetTempFileName();

    /// <inheritdoc/>
    public override void Prepare() => ExampleTable.Write(_path, 100_000);

    /// <inheritdoc/>
    [Benchmark]
    public override object? Library()
    {
        using var file = new ExampleFile(_path, new ExampleFileOptions { Format = ExampleFormat.Csv, Columns = new ColumnChoice { Input = "input", Output = "output" } }, new AdapterFactory());
        return file.Read().Sum(result => result.Example!.TextInput.Length);
    }

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain()
    {
        var length = 0;
        using var reader = CsvReader.FromFile(_path, CsvLibrary.Options);
        while (reader.Read())
            length += reader.GetString(0).Length + reader.GetString(1).Length;
        return length;
    }

    /// <summary>Deletes the table.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Writes examples as Vertex AI reads them, beside a plain JSON writer.</summary>
public class WritingBenchmark : PartBenchmark, IDisposable
{
    readonly string _path = Path.GetTempFileName();

    /// <inheritdoc/>
    [Benchmark]
    public override object? Library()
    {
        using var writer = ExampleWriter.Create(_path, ExampleFormat.Vertex, null, new AdapterFactory());
        foreach (var example in Examples)
            writer.Write(example);
        writer.Complete();
        return null;
    }

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain()
    {
        using var writer = new PlainWriter(_path);
        foreach (var example in Examples)
            writer.Write(example.TextInput, example.Output);
        return null;
    }

    /// <summary>Deletes the file.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Checks a dataset, beside a search for equal inputs alone.</summary>
public class CheckingBenchmark : PartBenchmark
{
    /// <inheritdoc/>
    [Benchmark]
    public override object? Library()
    {
        var checker = new TuningDataChecker(ExampleLimits.VertexAI);
        foreach (var example in Examples)
            checker.Add(example);
        return checker.Report();
    }

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain() => Examples.Select(example => example.TextInput).Distinct().Count();
}

/// <summary>Splits a dataset with similar examples in the same part, beside a shuffled list.</summary>
public class SplittingBenchmark : PartBenchmark
{
    /// <inheritdoc/>
    [Benchmark]
    public override object? Library()
    {
        var splitter = new ExampleSplitter(new SplitOptions());
        foreach (var example in Examples)
            splitter.Add(example);
        return splitter.Split();
    }

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain()
    {
        var examples = Examples.ToArray();
        new Random(1).Shuffle(examples);
        return (examples[..80_000], examples[80_000..]);
    }
}

/// <summary>ROUGE-L of each pair of neighbors, beside the textbook's table of all pairs of words.</summary>
public class RougeBenchmark : PartBenchmark
{
    /// <inheritdoc/>
    [Benchmark]
    public override object? Library() => Pairs().Sum(pair => TextMeasures.RougeL(pair.Expected, pair.Actual));

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain() => Pairs().Sum(pair => Score(pair.Expected.ToLowerInvariant().Split(' '), pair.Actual.ToLowerInvariant().Split(' ')));

    static IEnumerable<(string Expected, string Actual)> Pairs() => Examples.Zip(Examples.Skip(1), (first, second) => (first.TextInput, second.TextInput));

    static double Score(string[] wanted, string[] got)
    {
        var lengths = new int[wanted.Length + 1, got.Length + 1];
        for (var row = 1; row <= wanted.Length; row++)
            for (var column = 1; column <= got.Length; column++)
                lengths[row, column] = wanted[row - 1] == got[column - 1]
                    ? lengths[row - 1, column - 1] + 1
                    : Math.Max(lengths[row - 1, column], lengths[row, column - 1]);
        return 2.0 * lengths[wanted.Length, got.Length] / (wanted.Length + got.Length);
    }
}

/// <summary>The bootstrap interval of the mean of 10,000 values, beside the same number of resamples by System.Random in a loop.</summary>
public class BootstrapBenchmark : PartBenchmark
{
    double[] _values = [];

    /// <inheritdoc/>
    public override void Prepare() => _values = [.. Enumerable.Range(0, 10_000).Select(value => value / 1e4)];

    /// <inheritdoc/>
    [Benchmark]
    public override object? Library() => Intervals.Bootstrap(_values);

    /// <inheritdoc/>
    [Benchmark]
    public override object? Plain()
    {
        var random = new Random(1);
        var means = new double[Intervals.Resamples];
        for (var resample = 0; resample < means.Length; resample++)
        {
            double sum = 0;
            for (var draw = 0; draw < _values.Length; draw++)
                sum += _values[random.Next(_values.Length)];
            means[resample] = sum / _values.Length;
        }
        Array.Sort(means);
        return (means[25], means[975]);
    }
}

using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GeminiTuning.Benchmarks;

/// <summary>Runs one benchmark of a part in this process, which is its own, and prints seconds, seconds of CPU, and bytes allocated.</summary>
static class PartWorker
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "part";

    /// <summary>Runs a benchmark.</summary>
    /// <param name="part">The name of the class.</param>
    /// <param name="method">The name of the method.</param>
    public static void Run(string part, string method)
    {
        // Within this process: the one that BenchmarkDotNet would build couldn't load another build of the library.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(11);
        var folder = Directory.CreateTempSubdirectory("geminituning-");
        try
        {
            var config = ManualConfig.CreateEmpty().AddLogger(NullLogger.Instance).AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).WithArtifactsPath(folder.FullName)
                .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator)
                .AddFilter(new SimpleFilter(benchmark => benchmark.Descriptor.WorkloadMethod.Name == method));
            var summary = BenchmarkRunner.Run(typeof(PartWorker).Assembly.GetType($"{typeof(PartWorker).Namespace}.{part}", throwOnError: true)!, config);
            var report = summary.Reports.Single();
            var cpu = PartBenchmark.Cpu.TakeLast(11).Order().ElementAt(5);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{report.ResultStatistics!.Median / 1e9} {cpu} {report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

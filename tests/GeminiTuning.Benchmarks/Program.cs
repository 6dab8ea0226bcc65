using System.Globalization;
using GeminiTuning.Benchmarks;

// dotnet run -c Release --project tests/GeminiTuning.Benchmarks [-- NAME [RUNS]]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var name = args.ElementAtOrDefault(0) ?? "import";
if (name == CsvLibrary.Argument)
{
    CsvLibrary.Run(args[1]);
    return 0;
}
if (name == LeanServer.Argument)
{
    LeanServer.Run();
    return 0;
}
if (name == CoreWorker.Argument)
{
    await CoreWorker.RunAsync(args[1..]);
    return 0;
}
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
switch (name)
{
    case "import":
        SideBySide.Run("Import-Module in a fresh process, ms", runs, ImportBenchmark.Candidates);
        return 0;
    case "rows":
        SideBySide.Run("100,000 rows of Import-Csv checked as examples, ms", runs, RowsBenchmark.Candidates);
        return 0;
    case "dataset":
        DatasetBenchmark.Run(args.Length > 1 ? runs : 3);
        return 0;
    case "measure":
        SideBySide.Run("10,000 rows asked and measured on the emulator, ms", runs, MeasureBenchmark.Candidates);
        return 0;
    default:
        Console.Error.WriteLine($"There is no benchmark '{name}'. There are: import, rows, dataset, measure.");
        return 2;
}

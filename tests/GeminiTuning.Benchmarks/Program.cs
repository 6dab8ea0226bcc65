using System.Globalization;
using GeminiTuning.Benchmarks;

// dotnet run -c Release --project tests/GeminiTuning.Benchmarks [-- NAME] [--before FOLDER]
// NAME is a command of the table in docs/performance.md; FOLDER contains another build of the module to compare with.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case [CsvLibrary.Argument, var path, .. var rest]:
        CsvLibrary.Run(path, rest.FirstOrDefault());
        return 0;
    case [LeanServer.Argument]:
        LeanServer.Run();
        return 0;
    case [CoreWorker.Argument, .. var step]:
        await CoreWorker.RunAsync(step);
        return 0;
    case [MethodProfile.Argument]:
        MethodProfile.Print();
        return 0;
    case ["rows", ..]:
        RowsBenchmark.Run();
        return 0;
}
var before = args is [.., "--before", var folder] ? folder : null;
var name = args.FirstOrDefault(argument => argument != "--before" && argument != before);
if (Figures.Print(name, before))
    return 0;
Console.Error.WriteLine($"There is no benchmark '{name}'. There are: import, first, wait, list, prompts, latency, dataset, formats, measure, parts, methods, rows.");
return 2;

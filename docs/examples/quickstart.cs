#:project ../../src/GeminiTuning.Core
#:project ../../src/GeminiTuning.Emulator
#:property PublishAot=false

// The quickstart without PowerShell: dotnet run docs/examples/quickstart.cs
// Tunes a model on the fifteen examples of the tutorial and sends prompts to it. Uses the emulator, which requires no account.

using GeminiTuning;
using GeminiTuning.Emulator;

await using var emulator = TuningEmulator.Start(new TuningEmulatorOptions());
using var connection = new TuningConnection(new TuningConnectionOptions { Endpoint = emulator.Endpoint });
var service = connection.Open();

var operation = await service.CreateTunedModelAsync(new TuningRequest
{
    Id = ModelIdMaker.Make("number generator"),
    IsRandomId = true,
    DisplayName = "number generator",
    BaseModel = await service.FindBaseModelAsync(),
    Hyperparameters = new Hyperparameters { EpochCount = 5, BatchSize = 2, LearningRate = 0.001f },
    TrainingData = new ExamplesInRequest([.. ReadExamples()]),
});
Console.WriteLine($"{operation.Name}: {operation.TotalSteps} steps");

var model = await new OperationWaiter(service, TimeSpan.FromSeconds(1)).WaitAsync(operation.Name, Show);
Console.WriteLine($"{model.Name} is {model.State}, tuned from {model.BaseModel}: {model.Hyperparameters}");
foreach (var epoch in model.Snapshots.GroupBy(snapshot => snapshot.Epoch))
    Console.WriteLine($"  epoch {epoch.Key}: mean loss {epoch.Average(snapshot => snapshot.MeanLoss):0.0000}");

foreach (var prompt in args.Length > 0 ? args : ["twenty two", "LXIII"])
{
    var answer = await service.GenerateAsync(new GenerationRequest { Model = model.Name, Prompt = prompt });
    Console.WriteLine($"{prompt} -> {answer.Text}");
}

void Show(TuningOperation state) =>
    Console.WriteLine($"  {state.CompletedPercent,6:0.00} %  {(state.Snapshots.Count > 0 ? state.Snapshots[^1] : "waiting for the first step")}");

// The file of the tutorial: a header, then input,output. Only lines with numbers that contain a comma have quotes.
static IEnumerable<TuningExample> ReadExamples() =>
    from line in File.ReadLines(Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "number-generator.csv")).Skip(1)
    let cells = line.StartsWith('"') ? line.Trim('"').Split("\",\"") : line.Split(',')
    select new TuningExample { TextInput = cells[0], Output = cells[1] };

using GeminiTuning.Testing;
using ThirdService;

namespace GeminiTuning.Tests.Services;

/// <summary>A service that somebody else wrote is connected to, tunes, is waited for, and is asked as the others are. It is in
/// an assembly of its own, which sees only what Core shows to everyone.</summary>
public sealed class ThirdServiceTests : IDisposable
{
    readonly ManualTimeProvider _clock = new();
    readonly TuningConnection _connection;
    readonly List<string> _log = [];
    readonly ITuningService _service;

    public ThirdServiceTests()
    {
        _connection = new TuningConnection(new TuningConnectionOptions { Endpoint = new Uri("https://memory.example/"), Service = new MemoryOptions(), Clock = _clock });
        _service = _connection.Open(_log.Add);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task A_model_is_made_waited_for_and_asked()
    {
        var operation = await CreateAsync();
        var waiting = new OperationWaiter(_service, TimeSpan.FromSeconds(5)).WaitAsync(operation.Name);
        await _clock.DriveAsync(waiting);
        var model = await waiting;
        var answer = await _connection.Open().GenerateAsync(new GenerationRequest { Model = model.Name, Prompt = "seven" });

        Assert.Equal((TunedModelState.Active, "memory-1"), (model.State, model.BaseModel));
        Assert.Equal(("memory/numbers1", "eight"), (answer.Model, answer.Text));
        Assert.Equal(["made memory/numbers1"], _log);
    }

    [Fact]
    public async Task A_service_needs_no_method_that_counts_tokens() =>
        Assert.Null(await _service.CountTokensAsync("memory-1", true, [new TuningExample { TextInput = "seven", Output = "eight" }]));

    [Fact]
    public void A_connection_says_what_the_service_is_called() => Assert.Equal(
        ("Memory", "Memory Service at https://memory.example/", null, null, null), (_connection.Kind, _connection.ToString(), _connection.Project, _connection.Location, _connection.Bucket));

    [Fact]
    public async Task Each_connection_has_a_service_of_its_own()
    {
        await CreateAsync();
        using var other = new TuningConnection(new TuningConnectionOptions { Endpoint = new Uri("https://memory.example/"), Service = new MemoryOptions() });

        Assert.Single(await _connection.Open().ListTunedModelsAsync().ToListAsync());
        Assert.Empty(await other.Open().ListTunedModelsAsync().ToListAsync());
    }

    async Task<TuningOperation> CreateAsync()
    {
        using var examples = _service.CreateExampleSet();
        examples.Add("seven", "eight");
        examples.Complete();
        return await _service.CreateTunedModelAsync(new TuningRequest { Id = "numbers-1", BaseModel = await _service.FindBaseModelAsync(), TrainingData = examples.Data });
    }
}

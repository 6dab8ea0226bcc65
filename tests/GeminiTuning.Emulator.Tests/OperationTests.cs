using System.Text.Json.Nodes;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

public sealed class OperationTests : IAsyncLifetime
{
    readonly ManualTimeProvider _clock = new();
    readonly Service _service;

    public OperationTests() =>
        _service = Service.Start(new TuningEmulatorOptions { TimeProvider = _clock, TuningDuration = TimeSpan.FromSeconds(4) });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_tuning_takes_its_time_step_by_step()
    {
        var operation = await _service.CreateAsync(FourSteps());
        for (var step = 1; step <= 3; step++)
        {
            await StepAsync();
            var (_, polled) = await _service.GetAsync($"v1/{operation["name"]}");
            Assert.Equal((step, 25.0 * step), ((int)polled["metadata"]!["completedSteps"]!, (double)polled["metadata"]!["completedPercent"]!));
            Assert.Equal(step, ((JsonArray)polled["metadata"]!["snapshots"]!).Count);
            Assert.Null(polled["done"]);
        }

        await AdvanceAsync();
        var done = await _service.DoneAsync(operation);
        Assert.Equal("2024-03-14T15:09:30.000000000Z", (string)done["response"]!["tuningTask"]!["completeTime"]!);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta")]
    public async Task Operations_are_found_under_both_versions(string version)
    {
        var operation = await _service.CreateAsync(FourSteps());
        Assert.Equal(200, (await _service.GetAsync($"{version}/{operation["name"]}")).Status);
        var (_, list) = await _service.GetAsync($"{version}/{operation["metadata"]!["tunedModel"]}/operations");
        Assert.Equal((string)operation["name"]!, (string)list["operations"]![0]!["name"]!);
        Assert.Equal(404, (await _service.GetAsync($"{version}/{operation["name"]}x")).Status);
    }

    [Fact]
    public async Task A_cancelled_tuning_ends_as_failed_and_stays_so()
    {
        var operation = await _service.CreateAsync(FourSteps());
        await StepAsync();
        Assert.Equal(200, (await _service.PostAsync($"v1/{operation["name"]}:cancel")).Status);
        Assert.Equal(200, (await _service.PostAsync($"v1/{operation["name"]}:cancel")).Status);

        var done = await _service.DoneAsync(operation);
        Assert.Equal(1, (int)done["error"]!["code"]!);
        var (_, model) = await _service.GetAsync($"v1beta/{operation["metadata"]!["tunedModel"]}");
        Assert.Equal("FAILED", (string)model["state"]!);
    }

    [Fact]
    public async Task A_model_that_is_still_being_tuned_does_not_answer()
    {
        var name = (await _service.CreateAsync(FourSteps()))["metadata"]!["tunedModel"];
        Assert.Equal("CREATING", (string)(await _service.GetAsync($"v1beta/{name}")).Json["state"]!);
        var (status, json) = await _service.PostAsync($"v1beta/{name}:generateContent", Service.Prompt("1"));
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, json.Status()));
    }

    [Fact]
    public async Task A_model_that_is_deleted_while_it_is_tuned_does_not_come_back()
    {
        var operation = await _service.CreateAsync(FourSteps(), "mine");
        await _clock.ArmedAsync();
        await _service.DeleteAsync("v1beta/tunedModels/mine");
        Assert.Equal(404, (await _service.GetAsync($"v1/{operation["name"]}")).Status);
    }

    [Fact]
    public async Task More_tunings_than_processors_wait_their_turn()
    {
        List<JsonObject> operations = [];
        for (var i = 0; i <= Environment.ProcessorCount; i++)
            operations.Add(await _service.CreateAsync(FourSteps()));

        await _clock.DriveAsync(Task.WhenAll(operations.Select(_service.DoneAsync))).WaitAsync(TimeSpan.FromSeconds(30));
    }

    static JsonObject FourSteps() => Service.Tuning(Service.Examples(("a", "b"), ("c", "d")), epochs: 2, batch: 1);

    async Task StepAsync()
    {
        await AdvanceAsync();
        await _clock.ArmedAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    async Task AdvanceAsync()
    {
        await _clock.ArmedAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(1));
    }
}

using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class CreateTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData(5, 2, 38)]
    [InlineData(5, 4, 19)]
    [InlineData(100, 4, 375)]
    public async Task The_first_answer_holds_the_steps_and_the_name_and_nothing_that_is_zero(int epochs, int batch, int steps)
    {
        var operation = await _service.CreateAsync(Service.Tuning(epochs: epochs, batch: batch));

        Assert.Equal(["name", "metadata"], operation.Select(p => p.Key));
        var metadata = (JsonObject)operation["metadata"]!;
        Assert.Equal(["@type", "totalSteps", "tunedModel"], metadata.Select(p => p.Key));
        Assert.Equal("type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata", (string)metadata["@type"]!);
        Assert.Equal(steps, (int)metadata["totalSteps"]!);
        Assert.StartsWith($"{metadata["tunedModel"]}/operations/", (string)operation["name"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Number Generator!", "^tunedModels/number-generator-[a-z0-9]{12}$")]
    [InlineData("", "^tunedModels/tuned-model-[a-z0-9]{12}$")]
    [InlineData("42 is it", "^tunedModels/tuned-model-42-is-it-[a-z0-9]{12}$")]
    [InlineData("日本語", "^tunedModels/tuned-model-[a-z0-9]{12}$")]
    [InlineData("a name as long as it may be, forty letter", "^tunedModels/a-name-as-long-as-it-may-be-[a-z0-9]{12}$")]
    public async Task The_id_is_made_of_the_display_names_words(string displayName, string expected)
    {
        var tuning = Service.Tuning();
        tuning["displayName"] = displayName[..Math.Min(40, displayName.Length)];
        var name = (string)(await _service.CreateAsync(tuning))["metadata"]!["tunedModel"]!;
        Assert.Matches(expected, name);
        Assert.True(name.Length <= "tunedModels/".Length + 40);
    }

    [Fact]
    public async Task A_finished_tuning_answers_the_model_and_every_step()
    {
        var done = await _service.DoneAsync(await _service.CreateAsync(id: "mine"));

        Assert.Equal("type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel", (string)done["response"]!["@type"]!);
        Assert.Equal("ACTIVE", (string)done["response"]!["state"]!);
        Assert.Equal(19, (int)done["metadata"]!["completedSteps"]!);
        Assert.Equal(100, (double)done["metadata"]!["completedPercent"]!);
        var last = done["metadata"]!["snapshots"]![18]!;
        Assert.Equal((19, 5), ((int)last["step"]!, (int)last["epoch"]!));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", (string)last["computeTime"]!);
    }

    [Fact]
    public async Task The_model_keeps_its_settings_and_not_its_data()
    {
        var tuning = Service.Tuning();
        tuning["description"] = "adds one";
        tuning["topK"] = 7;
        tuning["temperature"] = 0;
        tuning["readerProjectNumbers"] = new JsonArray("9007199254740993");
        var name = await _service.TuneAsync(tuning);

        var (_, model) = await _service.GetAsync($"v1beta/{name}");
        Assert.Equal(("number generator", "adds one", Service.Base), ((string)model["displayName"]!, (string)model["description"]!, (string)model["baseModel"]!));
        Assert.Equal((7, 0.0, 0.95), ((int)model["topK"]!, (double)model["temperature"]!, (double)model["topP"]!));
        Assert.Equal("9007199254740993", (string)model["readerProjectNumbers"]![0]!);
        var task = (JsonObject)model["tuningTask"]!;
        Assert.Equal(["startTime", "completeTime", "snapshots", "hyperparameters"], task.Select(p => p.Key));
        Assert.Equal("""{"epochCount":5,"batchSize":4,"learningRate":0.001}""", task["hyperparameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData(15, """{}""", """{"epochCount":5,"batchSize":4,"learningRate":0.001}""")]
    [InlineData(1000, """{}""", """{"epochCount":5,"batchSize":16,"learningRate":0.0002}""")]
    [InlineData(15, """{"learningRateMultiplier":2}""", """{"epochCount":5,"batchSize":4,"learningRateMultiplier":2}""")]
    public async Task What_is_not_given_has_the_services_defaults(int examples, string given, string expected)
    {
        var tuning = Service.Tuning(Service.Examples([.. Enumerable.Range(0, examples).Select(i => ($"{i}", "a"))]));
        tuning["tuningTask"]!["hyperparameters"] = JsonNode.Parse(given);
        var name = await _service.TuneAsync(tuning);
        Assert.Equal(expected, (await _service.GetAsync($"v1beta/{name}")).Json["tuningTask"]!["hyperparameters"]!.ToJsonString());
    }

    [Fact]
    public async Task A_used_id_is_refused_with_ALREADY_EXISTS()
    {
        await _service.CreateAsync(id: "mine");
        var (status, json) = await _service.PostAsync("v1beta/tunedModels?tuned_model_id=mine", Service.Tuning());
        Assert.Equal((409, "ALREADY_EXISTS"), (status, json.Status()));
    }

    [Fact]
    public async Task A_tuned_model_goes_on_from_where_another_ended()
    {
        var first = await _service.TuneAsync(Service.Tuning(epochs: 20));
        var tuning = Service.Tuning(epochs: 1);
        tuning.Remove("baseModel");
        tuning["tunedModelSource"] = new JsonObject { ["tunedModel"] = first };
        var second = await _service.TuneAsync(tuning);

        var (_, model) = await _service.GetAsync($"v1beta/{second}");
        Assert.Equal($$"""{"tunedModel":"{{first}}","baseModel":"{{Service.Base}}"}""", model["tunedModelSource"]!.ToJsonString());
        Assert.False(model.ContainsKey("baseModel"));
        Assert.InRange((double)model["tuningTask"]!["snapshots"]![0]!["meanLoss"]!, 0, 0.5);
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_not_found()
    {
        var tuning = Service.Tuning();
        tuning.Remove("baseModel");
        tuning["tunedModelSource"] = new JsonObject { ["tunedModel"] = "tunedModels/nothing" };
        var (status, json) = await _service.PostAsync("v1beta/tunedModels", tuning);
        Assert.Equal((404, "Tuned model tunedModels/nothing does not exist."), (status, json.Message()));
    }

    [Fact]
    public async Task A_rate_that_is_far_too_high_makes_the_tuning_fail_and_says_why()
    {
        var done = await _service.DoneAsync(await _service.CreateAsync(Service.Tuning(rate: 3e38), "wild"));
        Assert.Contains("the learning rate is too high", (string)done["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(3, (int)done["error"]!["code"]!);
        Assert.Null(done["response"]);

        var (_, model) = await _service.GetAsync("v1beta/tunedModels/wild");
        Assert.Equal("FAILED", (string)model["state"]!);
        var (status, refusal) = await _service.PostAsync("v1beta/tunedModels/wild:generateContent", Service.Prompt("1"));
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refusal.Status()));
    }

    [Fact]
    public async Task A_loss_that_is_no_number_is_written_as_a_string()
    {
        var done = await _service.DoneAsync(await _service.CreateAsync(Service.Tuning(rate: 3e38)));
        var losses = ((JsonArray)done["metadata"]!["snapshots"]!).Select(s => s!["meanLoss"]!.ToJsonString());
        Assert.Matches("^\"(NaN|Infinity)\"$", losses.Last());
    }
}

using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class CreateRulesTests : IAsyncLifetime
{
    const string Examples = "tuned_model.tuning_task.training_data.examples.examples";
    const string Hyper = "tuned_model.tuning_task.hyperparameters";

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "displayName", $"\"{new string('x', 41)}\"", "tuned_model.display_name" },
        { "temperature", "1.5", "tuned_model.temperature" },
        { "temperature", "\"NaN\"", "tuned_model.temperature" },
        { "topP", "-0.1", "tuned_model.top_p" },
        { "topK", "0", "tuned_model.top_k" },
        { "baseModel", "\"models/unknown\"", "tuned_model.base_model" },
        { "baseModel", "\"models/gemini-2.5-flash\"", "tuned_model.base_model" },
        { "baseModel", "\"\"", "tuned_model.base_model" },
        { "baseModel", "null", "tuned_model.base_model" },
        { "tuningTask.hyperparameters.epochCount", "0", $"{Hyper}.epoch_count" },
        { "tuningTask.hyperparameters.batchSize", "-1", $"{Hyper}.batch_size" },
        { "tuningTask.hyperparameters.learningRate", "0", $"{Hyper}.learning_rate" },
        { "tuningTask.hyperparameters.learningRate", "\"Infinity\"", $"{Hyper}.learning_rate" },
        { "tuningTask.hyperparameters.learningRateMultiplier", "1", Hyper },
        { "tuningTask.hyperparameters.epochCount", "\"many\"", $"{Hyper}.epoch_count" },
        { "tuningTask.hyperparameters.epochCount", "2.5", $"{Hyper}.epoch_count" },
        { "tuningTask.hyperparameters.epochCount", "3000000000", $"{Hyper}.epoch_count" },
        { "tuningTask.trainingData", "{}", Examples },
        { "tuningTask.trainingData.examples.examples", "[]", Examples },
        { "tuningTask.trainingData.examples.examples", "[{\"output\":\"b\"}]", $"{Examples}[0].text_input" },
        { "tuningTask.trainingData.examples.examples", "[{\"textInput\":\"a\",\"output\":\"\"}]", $"{Examples}[0].output" },
        { "state", "\"SLEEPING\"", "tuned_model.state" },
        { "nonsense", "1", "tuned_model" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_field_that_is_wrong_is_named(string path, string value, string field)
    {
        var tuning = Service.Tuning();
        var names = path.Split('.');
        JsonNode at = tuning;
        foreach (var name in names[..^1])
            at = at[name]!;
        at[names[^1]] = JsonNode.Parse(value);

        var (status, json) = await _service.PostAsync("v1beta/tunedModels", tuning);
        Assert.Equal((400, "INVALID_ARGUMENT"), (status, json.Status()));
        Assert.Equal([field], json.Fields());
    }

    [Fact]
    public async Task Every_row_that_is_wrong_is_told_at_once_but_no_more_than_fifty()
    {
        var examples = Service.Examples([.. Enumerable.Range(0, 100).Select(i => ("", "x"))]);
        var (_, json) = await _service.PostAsync("v1beta/tunedModels", Service.Tuning(examples));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{Examples}[{i}].text_input"), json.Fields());
    }

    [Theory]
    [InlineData("UPPER")]
    [InlineData("1number")]
    [InlineData("ends-with-")]
    [InlineData("a.b")]
    [InlineData("a%0A")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmno")]
    public async Task An_id_outside_the_rule_is_refused(string id)
    {
        var (status, json) = await _service.PostAsync($"v1beta/tunedModels?tunedModelId={id}", Service.Tuning());
        Assert.Equal(400, status);
        Assert.Equal(["tuned_model_id"], json.Fields());
    }

    [Fact]
    public async Task Characters_are_counted_and_not_their_bytes()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 40));
        var tuning = Service.Tuning(Service.Examples((string.Concat(Enumerable.Repeat("😀", 40_000)), string.Concat(Enumerable.Repeat("é", 5_000)))));
        tuning["displayName"] = emoji;
        await _service.CreateAsync(tuning);

        tuning["tuningTask"]!["trainingData"]!["examples"]!["examples"] =
            Service.Examples((new string('x', 40_001), "y"), ("x", new string('y', 5_001)));
        var (_, json) = await _service.PostAsync("v1beta/tunedModels", tuning);
        Assert.Equal([$"{Examples}[0].text_input", $"{Examples}[1].output"], json.Fields());
    }
}

using System.Text.Json.Nodes;

namespace GeminiTuning.Tests.Vertex;

/// <summary>Preference tuning on Vertex AI: what is sent, and what is read.</summary>
public sealed class PreferenceTests : IDisposable
{
    const string Stats = """
        {"tuningDatasetExampleCount": "9", "tuningStepCount": "12", "droppedExampleIndices": ["3"], "droppedExampleReasons": ["too long"], "totalBillableTokenCount": "70"}
        """;

    static readonly string s_job = $$"""
        {"name": "{{VertexScript.Job}}", "state": "JOB_STATE_RUNNING", "preferenceOptimizationSpec": {"hyperParameters": {"beta": 0.2, "epochCount": "4", "adapterSize": "ADAPTER_SIZE_TWO"} },
         "tuningDataStats": {"preferenceOptimizationDataStats": {{Stats}} }, "tuningJobMetadata": {"completedStepCount": "6"} }
        """;

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    static TuningRequest Pairs => VertexScript.Request with { TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2", RejectedOutput = "3" }]) };

    static TuningRequest AtUri => VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl") };

    [Fact]
    public async Task Pairs_tune_by_their_own_spec()
    {
        _script.TakesUpload().Answers("""{"name": "projects/my-project/locations/us-central1/tuningJobs/1"}""");
        var operation = await _script.Vertex().CreateTunedModelAsync(Pairs with { Hyperparameters = new Hyperparameters { EpochCount = 2, Beta = 0.1f, LearningRateMultiplier = 2, AdapterSize = 4 } });
        var spec = _script.Requests[3].Json!["preferenceOptimizationSpec"]!;
        Assert.True(JsonNode.DeepEquals(spec["hyperParameters"], JsonNode.Parse("""{"epochCount": "2", "beta": 0.1, "learningRateMultiplier": 2, "adapterSize": "ADAPTER_SIZE_FOUR"}""")));
        Assert.Null(_script.Requests[3].Json!["supervisedTuningSpec"]);
        Assert.Equal((TuningMethod.Preference, 1), (operation.Method!.Value, operation.ExampleCount!.Value));
    }

    [Fact]
    public async Task A_job_says_how_it_tunes_and_what_became_of_its_pairs()
    {
        var operation = await _script.Answers(s_job).Vertex().GetOperationAsync(VertexScript.Job);
        Assert.Equal((TuningMethod.Preference, 9, 12, 6, 4), (operation.Method!.Value, operation.ExampleCount!.Value, operation.TotalSteps!.Value, operation.CompletedSteps, operation.TotalEpochs!.Value));
        Assert.Equal((1, "too long"), (operation.DroppedExampleCount, operation.DroppedExamples[0].Problem));
        var model = await new ScriptedService().Answers(s_job).Vertex().GetTunedModelAsync(VertexScript.Job);
        Assert.Equal(("4 epochs, adapter size 2, beta 0.2", TuningMethod.Preference), ($"{model.Hyperparameters}", model.Method!.Value));
    }

    [Theory]
    [InlineData("\"supervisedTuningSpec\": {}", TuningMethod.Supervised)]
    [InlineData("\"distillationSpec\": {}", null)]
    public async Task A_job_of_another_method_is_no_preference_tuning(string spec, TuningMethod? method) =>
        Assert.Equal(method, (await _script.Answers($$"""{"name": "{{VertexScript.Job}}", {{spec}} }""").Vertex().GetTunedModelAsync(VertexScript.Job)).Method);

    [Fact]
    public void The_method_is_the_specified_one_or_that_of_the_examples()
    {
        Assert.Equal(TuningMethod.Supervised, AtUri.ChooseMethod());
        Assert.Equal(TuningMethod.Preference, Pairs.ChooseMethod());
        Assert.Equal(TuningMethod.Supervised, (Pairs with { Method = TuningMethod.Supervised }).ChooseMethod());
        Assert.Equal(TuningMethod.Preference, (AtUri with { ValidationData = Pairs.TrainingData }).ChooseMethod());
        Assert.Equal(TuningMethod.Preference, (AtUri with { Hyperparameters = new Hyperparameters { Beta = 0.1f } }).ChooseMethod());
        Assert.Throws<TuningDataException>(() => (Pairs with { ValidationData = VertexScript.Request.TrainingData }).ChooseMethod());
        Assert.Throws<TuningArgumentException>(() => (Pairs with { Method = TuningMethod.Supervised, Hyperparameters = new Hyperparameters { Beta = 0.1f } }).ChooseMethod());
    }

    [Fact]
    public async Task Supervised_tuning_of_pairs_sends_the_preferred_outputs()
    {
        _script.TakesUpload().Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(Pairs with { Method = TuningMethod.Supervised });
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""" + "\n", _script.Requests[2].Body);
        Assert.NotNull(_script.Requests[3].Json!["supervisedTuningSpec"]);
    }

    [Fact]
    public async Task The_Gemini_Developer_API_is_sent_nothing()
    {
        await Assert.ThrowsAsync<TuningDataException>(() => _script.Open().CreateTunedModelAsync(Pairs with { IsRandomId = true }));
        Assert.Empty(_script.Requests);
    }
}

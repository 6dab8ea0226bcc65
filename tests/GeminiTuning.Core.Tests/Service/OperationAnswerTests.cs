namespace GeminiTuning.Tests.Service;

public sealed class OperationAnswerTests
{
    const string Asked = "tunedModels/asked/operations/op";

    [Fact]
    public async Task The_tutorials_answer_to_a_create_is_read()
    {
        using var script = new ScriptedService().Answers("""{"name": "tunedModels/number-generator-model-dzlmi0gswwqb/operations/bvl8dymw0fhw", "metadata": {"@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata", "totalSteps": 38, "tunedModel": "tunedModels/number-generator-model-dzlmi0gswwqb"}}""");
        var operation = await script.Open().CreateTunedModelAsync(new TuningRequest { Id = "number-generator-model-dzlmi0gswwqb", IsRandomId = true, TrainingData = new ExamplesInRequest([]) });

        Assert.Equal("tunedModels/number-generator-model-dzlmi0gswwqb/operations/bvl8dymw0fhw", operation.Name);
        Assert.Equal("tunedModels/number-generator-model-dzlmi0gswwqb", operation.Model);
        Assert.Equal((38, 0, 0d), (operation.TotalSteps, operation.CompletedSteps, operation.CompletedPercent));
        Assert.False(operation.Done);
        Assert.Empty(operation.Snapshots);
    }

    [Fact]
    public async Task The_tutorials_last_poll_is_read()
    {
        var operation = await ReadAsync("tunedModels/number-generator/operations/op", """
            {
              "name": "tunedModels/number-generator/operations/op", "done": true,
              "metadata": {
                "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
                "tunedModel": "tunedModels/number-generator", "totalSteps": 19, "completedSteps": 19, "completedPercent": 100,
                "snapshots": [{"step": 19, "epoch": 5, "meanLoss": 1.402067, "computeTime": "2024-03-14T15:11:23.766989274Z"}]
              },
              "response": {
                "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel",
                "name": "tunedModels/number-generator", "displayName": "number generator", "state": "ACTIVE"
              }
            }
            """);

        Assert.True(operation.Done);
        Assert.Equal((19, 19, 100d), (operation.TotalSteps, operation.CompletedSteps, operation.CompletedPercent));
        Assert.Equal("step 19, epoch 5, mean loss 1.4021", Assert.Single(operation.Snapshots).ToString());
        Assert.Equal(TunedModelState.Active, operation.Result!.State);
        Assert.Equal("number generator", operation.DisplayName);
        Assert.Null(operation.Error);
    }

    [Theory]
    [InlineData("{}", Asked, "tunedModels/asked")]
    [InlineData("""{"name": "tunedModels/a/operations/b"}""", "tunedModels/a/operations/b", "tunedModels/a")]
    [InlineData("""{"name": "tunedModels/a/operations/b", "metadata": null}""", "tunedModels/a/operations/b", "tunedModels/a")]
    [InlineData("""{"name": "tunedModels/a/operations/b", "metadata": {"snapshots": [null]}}""", "tunedModels/a/operations/b", "tunedModels/a")]
    [InlineData("""{"name": "operations/7", "response": {"name": "tunedModels/asked"}}""", Asked, "tunedModels/asked")]
    [InlineData("""{"name": "tunedModels/a/operations/b", "metadata": {"tunedModel": "tunedModels/../x"}}""", "tunedModels/a/operations/b", "tunedModels/a")]
    public async Task Missing_metadata_never_fails(string json, string name, string model)
    {
        var operation = await ReadAsync(name, json);

        Assert.Equal((name, model), (operation.Name, operation.Model));
        Assert.Null(operation.TotalSteps);
        Assert.Empty(operation.Snapshots);
    }

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("\"12.5\"", 12.5)]
    [InlineData("100.00001", 100)]
    [InlineData("-1", 0)]
    [InlineData("\"NaN\"", 0)]
    [InlineData("null", 0)]
    public async Task A_percentage_is_a_number_from_0_to_100(string json, double percent) =>
        Assert.Equal(percent, (await ReadAsync($$$"""{"metadata": {"completedPercent": {{{json}}}}}""")).CompletedPercent);

    [Theory]
    [InlineData("""{"code": 3, "message": "Too few examples."}""", "INVALID_ARGUMENT: Too few examples.")]
    [InlineData("""{"code": 13}""", "INTERNAL: The service gave no reason.")]
    [InlineData("""{"code": 13, "message": ""}""", "INTERNAL: The service gave no reason.")]
    [InlineData("""{"message": "Lost."}""", "UNKNOWN: Lost.")]
    [InlineData("""{"code": 99, "message": "New."}""", "UNKNOWN: New.")]
    public async Task A_failed_operation_says_why(string error, string reason)
    {
        var operation = await ReadAsync($$"""{"done": true, "error": {{error}}}""");

        Assert.Equal(reason, operation.Error!.ToString());
        Assert.Null(operation.Result);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"name": {}}""")]
    [InlineData("""{"done": "yes"}""")]
    [InlineData("""{"error": "x"}""")]
    [InlineData("""{"metadata": 7}""")]
    [InlineData("""{"metadata": {"snapshots": {}}}""")]
    [InlineData("""{"metadata": {"snapshots": [7]}}""")]
    [InlineData("""{"response": []}""")]
    [InlineData("""{"response": {"tuningTask": "x"}}""")]
    [InlineData("""{"response": {"tuningTask": {"hyperparameters": 7}}}""")]
    [InlineData("""{"response": {"readerProjectNumbers": "7"}}""")]
    public async Task A_structure_in_the_place_of_another_is_not_understood(string json)
    {
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => ReadAsync(json));
        Assert.Equal(TuningServiceErrorKind.AnswerNotUnderstood, fault.Kind);
    }

    [Fact]
    public async Task A_field_that_is_there_twice_counts_as_it_is_last()
    {
        var operation = await ReadAsync("""{"metadata": {"totalSteps": 5, "completedSteps": 1}, "metadata": {"totalSteps": 7}, "done": true, "done": null}""");

        Assert.Equal((7, 0, false), (operation.TotalSteps, operation.CompletedSteps, operation.Done));
    }

    static Task<TuningOperation> ReadAsync(string json) => ReadAsync(Asked, json);

    static async Task<TuningOperation> ReadAsync(string asked, string json)
    {
        using var script = new ScriptedService().Answers(json);
        return await script.Open().GetOperationAsync(asked);
    }

    [Theory]
    [InlineData("""{"error": {"code": 3}}""", true)]
    [InlineData("""{"response": {}}""", true)]
    [InlineData("""{"done": false}""", false)]
    [InlineData("{}", false)]
    public async Task An_operation_that_has_an_outcome_is_done_even_where_that_is_not_said(string json, bool isDone) =>
        Assert.Equal(isDone, (await ReadAsync(json)).Done);

    [Fact]
    public async Task A_missing_percentage_is_what_the_steps_say() =>
        Assert.Equal(25, (await ReadAsync("""{"metadata": {"totalSteps": 8, "completedSteps": 2}}""")).CompletedPercent);
}

namespace GeminiTuning.Tests.Service;

public sealed class TunedModelAnswerTests
{
    [Fact]
    public async Task Every_field_of_a_model_is_read()
    {
        var model = await ReadAsync("""
            {
              "name": "tunedModels/number-generator", "displayName": "number generator", "description": "Gives the next number.",
              "baseModel": "models/gemini-1.5-flash-001-tuning", "state": "ACTIVE",
              "temperature": 0.9, "topP": 0.95, "topK": 40,
              "createTime": "2024-03-14T15:09:26.535897932Z", "updateTime": "2024-03-14T15:11:23Z",
              "tuningTask": {
                "startTime": "2024-03-14T16:09:27.5+01:00", "completeTime": "2024-03-14T15:11:23.766989274Z",
                "snapshots": [{"step": 19, "epoch": 5, "meanLoss": 1.402067, "computeTime": "2024-03-14T15:11:23.766989274Z"}],
                "hyperparameters": {"epochCount": 5, "batchSize": 2, "learningRate": 0.001}
              },
              "readerProjectNumbers": ["123456789012", "9007199254740993"]
            }
            """, "number-generator");

        Assert.Equal(("tunedModels/number-generator", "number generator", "Gives the next number."), (model.Name, model.DisplayName, model.Description));
        Assert.Equal(("models/gemini-1.5-flash-001-tuning", null, TunedModelState.Active), (model.BaseModel, model.SourceModel, model.State));
        Assert.Equal((0.9f, 0.95f, 40), (model.Temperature, model.TopP, model.TopK));
        Assert.Equal(At("2024-03-14T15:09:26.5358979Z"), model.CreateTime);
        Assert.Equal(At("2024-03-14T15:11:23Z"), model.UpdateTime);
        Assert.Equal(At("2024-03-14T15:09:27.5Z"), model.StartTime);
        Assert.Equal(At("2024-03-14T15:11:23.7669892Z"), model.CompleteTime);
        Assert.Equal(new Hyperparameters { EpochCount = 5, BatchSize = 2, LearningRate = 0.001f }, model.Hyperparameters);
        Assert.Equal([new TuningSnapshot { Step = 19, Epoch = 5, MeanLoss = 1.402067f, ComputeTime = At("2024-03-14T15:11:23.7669892Z") }], model.Snapshots);
        Assert.Equal([123456789012, 9007199254740993], model.ReaderProjectNumbers);
        Assert.Equal("tunedModels/number-generator", model.ToString());
    }

    [Fact]
    public async Task A_model_tuned_on_from_another_names_both_its_source_and_its_base()
    {
        var model = await ReadAsync("""{"tunedModelSource": {"tunedModel": "tunedModels/first", "baseModel": "models/gemini-1.5-flash"}}""");

        Assert.Equal(("tunedModels/first", "models/gemini-1.5-flash"), (model.SourceModel, model.BaseModel));
    }

    [Fact]
    public async Task Nothing_but_the_name_need_be_there_and_that_is_the_one_asked_for()
    {
        var model = await ReadAsync("{}");

        Assert.Equal("tunedModels/asked", model.Name);
        Assert.Equal(TunedModelState.Unspecified, model.State);
        Assert.Null(model.CreateTime);
        Assert.Empty(model.Snapshots);
        Assert.Equal(new Hyperparameters(), model.Hyperparameters);
    }

    [Theory]
    [InlineData("\"CREATING\"", TunedModelState.Creating)]
    [InlineData("\"ACTIVE\"", TunedModelState.Active)]
    [InlineData("\"FAILED\"", TunedModelState.Failed)]
    [InlineData("\"STATE_UNSPECIFIED\"", TunedModelState.Unspecified)]
    [InlineData("\"PAUSED_BY_OWNER\"", TunedModelState.Unknown)]
    [InlineData("\"Creating, Active\"", TunedModelState.Unknown)]
    [InlineData("\"\"", TunedModelState.Unspecified)]
    [InlineData("0", TunedModelState.Unspecified)]
    [InlineData("2", TunedModelState.Unknown)]
    [InlineData("null", TunedModelState.Unspecified)]
    public async Task A_state_is_read_by_its_name_and_a_new_one_is_unknown(string json, TunedModelState state) =>
        Assert.Equal(state, (await ReadAsync($$"""{"state": {{json}}}""")).State);

    [Theory]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"Infinity\"", float.PositiveInfinity)]
    [InlineData("\"-Infinity\"", float.NegativeInfinity)]
    [InlineData("\"1.5\"", 1.5f)]
    [InlineData("1", 1f)]
    public async Task A_loss_may_come_as_a_number_or_a_text(string json, float? loss) =>
        Assert.Equal(loss, Assert.Single((await ReadAsync($$$"""{"tuningTask": {"snapshots": [{"meanLoss": {{{json}}}}]}}""")).Snapshots).MeanLoss);

    [Theory]
    [InlineData("soon")]
    [InlineData("2024-13-45T99:99:99Z")]
    [InlineData("2024-03-14T15:09:26.Z-")]
    [InlineData("")]
    public async Task A_time_that_cannot_be_read_loses_nothing_else(string time)
    {
        var model = await ReadAsync($$"""{"createTime": "{{time}}", "displayName": "kept"}""");

        Assert.Equal((null, "kept"), (model.CreateTime, model.DisplayName));
    }

    [Theory]
    [InlineData("""{"tuningTask": {"snapshots": [null, {"step": 1}, null]}}""")]
    [InlineData("""{"somethingNew": {"deep": [1, 2]}, "tuningTask": {"snapshots": [{"step": "1", "alsoNew": true}]}}""")]
    [InlineData("""{"displayName": null, "tuningTask": {"startTime": null, "hyperparameters": null, "snapshots": [{"step": 1, "computeTime": null}]}}""")]
    public async Task Nulls_and_what_is_new_are_passed_over(string json) =>
        Assert.Equal(1, Assert.Single((await ReadAsync(json)).Snapshots).Step);

    static async Task<TunedModel> ReadAsync(string json, string asked = "asked")
    {
        using var script = new ScriptedService().Answers(json);
        return await script.Open().GetTunedModelAsync(asked);
    }

    static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}

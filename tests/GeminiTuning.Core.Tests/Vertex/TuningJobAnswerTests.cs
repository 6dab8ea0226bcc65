namespace GeminiTuning.Tests.Vertex;

public sealed class TuningJobAnswerTests
{
    static async Task<TuningOperation> OperationAsync(string job)
    {
        using var script = new ScriptedService().Answers(job);
        return await script.Vertex().GetOperationAsync(VertexScript.Job);
    }

    [Theory]
    [InlineData("JOB_STATE_QUEUED", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_PENDING", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_RUNNING", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_PAUSED", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_UPDATING", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_CANCELLING", TunedModelState.Creating, false)]
    [InlineData("JOB_STATE_SUCCEEDED", TunedModelState.Active, true)]
    [InlineData("JOB_STATE_PARTIALLY_SUCCEEDED", TunedModelState.Active, true)]
    [InlineData("JOB_STATE_FAILED", TunedModelState.Failed, true)]
    [InlineData("JOB_STATE_EXPIRED", TunedModelState.Failed, true)]
    [InlineData("JOB_STATE_CANCELLED", TunedModelState.Cancelled, true)]
    [InlineData("JOB_STATE_OF_A_LATER_VERSION", TunedModelState.Unknown, false)]
    public async Task A_state_of_a_job_is_one_of_a_model(string state, TunedModelState expected, bool isDone)
    {
        var job = $$"""{"name": "{{VertexScript.Job}}", "state": "{{state}}"}""";
        using var script = new ScriptedService().Answers(job);
        var model = await script.Vertex().GetTunedModelAsync(VertexScript.Job);
        var operation = await OperationAsync(job);
        Assert.Equal((expected, isDone), (model.State, operation.Done));
        Assert.Equal(isDone && expected != TunedModelState.Active, operation.Error is not null);
        Assert.Equal(expected == TunedModelState.Active, operation.Result is not null);
    }

    [Fact]
    public async Task A_job_that_only_has_an_error_has_failed()
    {
        var operation = await OperationAsync("""{"error": {"code": 3, "message": "bad data"}}""");
        Assert.True(operation.Done);
        Assert.Equal((VertexScript.Job, "INVALID_ARGUMENT: bad data"), (operation.Name, operation.Error!.ToString()));
    }

    [Theory]
    [InlineData("CANCELLED", "{}", "CANCELLED: The job was canceled.")]
    [InlineData("CANCELLED", """{"code": 1, "message": " "}""", "CANCELLED: The job was canceled.")]
    [InlineData("CANCELLED", """{"code": 1, "message": "stopped by a"}""", "CANCELLED: stopped by a")]
    [InlineData("EXPIRED", """{"message": ""}""", "DEADLINE_EXCEEDED: The job took longer than the service allows.")]
    [InlineData("FAILED", "{}", "UNKNOWN: The service gave no reason.")]
    [InlineData("FAILED", """{"code": 0, "message": "bad data"}""", "UNKNOWN: bad data")]
    [InlineData("FAILED", """{"code": 3}""", "INVALID_ARGUMENT: The service gave no reason.")]
    public async Task An_empty_error_is_explained_by_the_state(string state, string error, string expected)
    {
        using var script = new ScriptedService()
            .Answers($$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_{{state}}", "error": {{error}} }""").Answers($$"""{"state": "JOB_STATE_{{state}}", "error": {{error}} }""");
        Assert.Equal(expected, (await script.Vertex().GetOperationAsync(VertexScript.Job)).Error!.ToString());
        Assert.Equal(expected, (await script.Vertex().GetBatchAsync("1")).Error!.ToString());
    }

    [Theory]
    [InlineData("""{"state": "JOB_STATE_RUNNING"}""", 0)]
    [InlineData("""{"state": "JOB_STATE_RUNNING", "tuningJobMetadata": {"completedStepCount": "5"}, "tuningDataStats": {"supervisedTuningDataStats": {"tuningStepCount": "20"}}}""", 25)]
    [InlineData("""{"state": "JOB_STATE_RUNNING", "tuningJobMetadata": {"completedEpochCount": "1"}, "supervisedTuningSpec": {"hyperParameters": {"epochCount": "4"}}}""", 25)]
    [InlineData("""{"state": "JOB_STATE_RUNNING", "tuningJobMetadata": {"completedStepCount": "50"}, "tuningDataStats": {"supervisedTuningDataStats": {"tuningStepCount": "20"}}}""", 100)]
    [InlineData("""{"state": "JOB_STATE_SUCCEEDED"}""", 100)]
    [InlineData("""{"state": "JOB_STATE_FAILED"}""", 0)]
    public async Task How_far_it_is_comes_of_the_steps_else_of_the_epochs(string job, double percent) =>
        Assert.Equal(percent, (await OperationAsync(job)).CompletedPercent);

    [Fact]
    public async Task What_it_waits_for_is_told()
    {
        var operation = await OperationAsync("""{"state": "JOB_STATE_QUEUED", "tuningJobState": "TUNING_JOB_STATE_WAITING_FOR_QUOTA"}""");
        Assert.Equal((JobState.Queued, TuningJobState.WaitingForQuota, true), (operation.JobState, operation.TuningJobState, operation.IsWaiting));
        Assert.Equal(TuningJobState.WaitingForCapacity, (await OperationAsync("""{"state": "JOB_STATE_RUNNING", "tuningJobState": "WAITING_FOR_CAPACITY"}""")).TuningJobState);
        Assert.False((await OperationAsync("""{"state": "JOB_STATE_RUNNING", "tuningJobState": "TUNING"}""")).IsWaiting);
    }

    [Fact]
    public async Task Examples_that_were_left_out_are_told_by_their_rows()
    {
        var operation = await OperationAsync("""
            {"state": "JOB_STATE_SUCCEEDED", "tuningDataStats": {"supervisedTuningDataStats": {"tuningDatasetExampleCount": "100",
             "totalTruncatedExampleCount": "3", "truncatedExampleIndices": ["1", "7"], "droppedExampleReasons": ["Too long."]}}}
            """);
        Assert.Equal((100, 3), (operation.ExampleCount, operation.DroppedExampleCount));
        Assert.Equal([new RowProblem(1, "Too long."), new RowProblem(7, Messages.ServiceGaveNoReason)], operation.DroppedExamples);
    }

    [Fact]
    public async Task A_model_has_the_statistics_of_its_dataset()
    {
        using var script = new ScriptedService().Answers($$"""
            {"name": "{{VertexScript.Job}}", "tuningDataStats": {"supervisedTuningDataStats": {"tuningDatasetExampleCount": "100", "totalBillableTokenCount": "2400",
             "totalTuningCharacterCount": "3100", "tuningStepCount": "75", "totalTruncatedExampleCount": "1", "truncatedExampleIndices": ["7"], "droppedExampleReasons": ["Too long."],
             "userInputTokenDistribution": {"sum": "500", "billableSum": "500", "min": 2, "max": 9, "mean": 5, "median": 4.5, "p5": 2, "p95": 8.5, "buckets": [{"count": 60, "left": 2, "right": 5.5}, null, {"count": "40", "left": 5.5, "right": 9}] },
             "userOutputTokenDistribution": {"sum": "300"}, "userMessagePerExampleDistribution": {"max": "NaN"} } } }
            """);
        var model = await script.Vertex().GetTunedModelAsync("1");
        var data = model.DataStatistics!;
        Assert.Equal((100, 2400, 3100, 75, 1), (data.ExampleCount, data.BillableTokenCount, data.CharacterCount, data.StepCount, data.DroppedExampleCount));
        Assert.Equal("100 examples, 2,400 billable tokens, 1 truncated or dropped", data.ToString());
        Assert.Equal("total 500, min 2, median 4.5, mean 5, p95 8.5, max 9", data.InputTokens!.ToString());
        Assert.Equal((500, 2), (data.InputTokens.BillableTotal, data.InputTokens.P5));
        Assert.Equal(["2 to 5.5: 60", "5.5 to 9: 40"], data.InputTokens.GetBuckets().Select(bucket => bucket.ToString()));
        Assert.Equal((300, null, 0), (data.OutputTokens!.Total, data.OutputTokens.Max, data.OutputTokens.GetBuckets().Count));
        Assert.Equal("", data.MessagesPerExample!.ToString());
        Assert.Equal([new RowProblem(7, "Too long.")], model.DroppedExamples);
    }

    [Fact]
    public async Task A_job_that_has_not_read_its_dataset_has_no_statistics()
    {
        using var script = new ScriptedService().Answers($$"""{"name": "{{VertexScript.Job}}", "tuningDataStats": {} }""");
        var model = await script.Vertex().GetTunedModelAsync("1");
        Assert.Null(model.DataStatistics);
        Assert.Empty(model.DroppedExamples);
    }

    [Fact]
    public async Task Checkpoints_are_snapshots_without_a_loss()
    {
        using var script = new ScriptedService().Answers(VertexScript.Done);
        var model = await script.Vertex().GetTunedModelAsync("1");
        Assert.Equal(["1", "2"], model.Checkpoints.Select(checkpoint => checkpoint.CheckpointId));
        Assert.Equal([(5, 1), (10, 2)], model.Snapshots.Select(snapshot => (snapshot.Step, snapshot.Epoch)));
        Assert.All(model.Snapshots, snapshot => Assert.Null(snapshot.MeanLoss));
        Assert.Equal("step 10, epoch 2", model.Snapshots[^1].ToString());
        Assert.Equal((VertexScript.Endpoint, VertexScript.Model), (model.Endpoint, model.RegistryName));
    }

    [Fact]
    public async Task All_settings_are_read()
    {
        using var script = new ScriptedService().Answers("""
            {"baseModel": "gemini-2.5-flash", "tunedModelDisplayName": "d", "description": "e", "labels": {"a": "b"}, "state": "JOB_STATE_RUNNING",
             "createTime": "2026-01-02T03:04:05.123456789Z", "supervisedTuningSpec": {"hyperParameters": {"epochCount": "3", "learningRateMultiplier": 0.1, "adapterSize": "ADAPTER_SIZE_SIXTEEN"}},
             "preTunedModel": {"tunedModelName": "projects/1/locations/l/models/2@1", "baseModel": "other"}}
            """);
        var model = await script.Vertex().GetTunedModelAsync("1");
        Assert.Equal(new Hyperparameters { EpochCount = 3, LearningRateMultiplier = 0.1f, AdapterSize = 16 }, model.Hyperparameters);
        Assert.Equal(("d", "e", "gemini-2.5-flash", "projects/1/locations/l/models/2@1", "b"), (model.DisplayName, model.Description, model.BaseModel, model.SourceModel, model.Labels["a"]));
        Assert.Equal(2026, model.CreateTime!.Value.Year);
    }

    [Theory]
    [InlineData("""{"state": 4, "tuningJobState": 99, "labels": {"a": null, "b": 7}, "createTime": "soon"}""")]
    [InlineData("""{"state": null, "tunedModel": {"checkpoints": [null, {}, {"checkpointId": 3, "epoch": "x", "step": -1}]}}""")]
    [InlineData("""{"tuningDataStats": {"supervisedTuningDataStats": {"tuningStepCount": "1e400", "truncatedExampleIndices": ["x", null, 0], "droppedExampleReasons": [null]}}}""")]
    [InlineData("""{"tuningDataStats": {"supervisedTuningDataStats": {"totalBillableTokenCount": "x", "userInputTokenDistribution": {"sum": "1e99", "buckets": [null, {"count": "?"}]}}}}""")]
    [InlineData("""{"supervisedTuningSpec": {"hyperParameters": {"epochCount": "99999999999", "learningRateMultiplier": "NaN", "adapterSize": "HUGE"}}}""")]
    [InlineData("""{"name": "../../evil", "tunedModel": {"model": "../x", "endpoint": "https://example.com"}}""")]
    public async Task Odd_values_cost_no_answer(string job)
    {
        var operation = await OperationAsync(job);
        Assert.Equal(VertexScript.Job, operation.Name);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"tunedModel": []}""")]
    [InlineData("""{"tunedModel": {"checkpoints": {}}}""")]
    [InlineData("""{"labels": 7}""")]
    [InlineData("""{"name": {}}""")]
    [InlineData("""{"error": "x"}""")]
    [InlineData("""{"supervisedTuningSpec": "x"}""")]
    [InlineData("""{"supervisedTuningSpec": {"hyperParameters": []}}""")]
    [InlineData("""{"tuningDataStats": []}""")]
    [InlineData("""{"evaluateDatasetRuns": {}}""")]
    public async Task Another_shape_is_an_answer_that_is_not_understood(string job)
    {
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => OperationAsync(job));
        Assert.Equal(TuningServiceErrorKind.AnswerNotUnderstood, fault.Kind);
    }

    [Fact]
    public async Task A_model_that_was_deleted_is_not_in_the_list_and_all_else_is()
    {
        using var script = new ScriptedService()
            .Answers($$"""
                {"tuningJobs": [{"name": "{{VertexScript.Parent}}/tuningJobs/4", "state": "JOB_STATE_RUNNING"}, {{VertexScript.Done}},
                 {"name": "{{VertexScript.Parent}}/tuningJobs/2", "state": "JOB_STATE_SUCCEEDED", "tunedModel": {"model": "projects/1/locations/us-central1/models/6@2"} },
                 {"name": "{{VertexScript.Parent}}/tuningJobs/3", "state": "JOB_STATE_FAILED"}]}
                """)
            .Answers("""{"models": [{"name": "projects/1/locations/us-central1/models/6"}]}""");
        var models = await script.Vertex().ListTunedModelsAsync().ToListAsync();
        Assert.Equal(["4", "2", "3"], models.Select(model => model.Name[^1..]));
        Assert.Equal(2, script.Requests.Count);
    }

    [Fact]
    public async Task The_registry_is_not_asked_where_no_job_has_made_a_model()
    {
        using var script = new ScriptedService().Answers("""{"tuningJobs": [{"state": "JOB_STATE_RUNNING"}]}""");
        Assert.Single(await script.Vertex().ListTunedModelsAsync().ToListAsync());
        Assert.Single(script.Requests);
    }
}

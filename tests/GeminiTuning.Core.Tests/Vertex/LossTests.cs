using System.Net;

namespace GeminiTuning.Tests.Vertex;

/// <summary>The loss and the accuracy of tunings, read from their experiments.</summary>
public sealed class LossTests : IDisposable
{
    const string Experiment = VertexScript.Experiment;
    const string Run = VertexScript.Run;

    readonly ScriptedService _script = new();
    readonly List<string> _log = [];

    public void Dispose() => _script.Dispose();

    static string Running(int steps, string experiment = Experiment) =>
        $$"""
        {"name": "{{VertexScript.Job}}", "state": "JOB_STATE_RUNNING", "experiment": "{{experiment}}", "tuningJobMetadata": {"completedStepCount": "{{steps}}"},
         "supervisedTuningSpec": {"hyperParameters": {"epochCount": "2"} }, "tuningDataStats": {"supervisedTuningDataStats": {"tuningStepCount": "10"} } }
        """;

    static async Task<TunedModel> ReadAsync(IVertexService service) => await service.ReadLossAsync(await service.GetTunedModelAsync(VertexScript.Job));

    [Fact]
    public async Task A_model_has_the_losses_and_accuracies_of_its_steps_and_checkpoints()
    {
        _script.Answers(VertexScript.Tuned).AnswersExperiment();
        var model = await ReadAsync(_script.Vertex());
        Assert.Equal(
            [(4, 1, 2.5f, 0.5f, null, null), (5, 1, 1.5f, null, 2f, 0.25f), (10, 2, 0f, 1f, 1.25f, null)],
            model.Snapshots.Select(at => (at.Step, at.Epoch, at.MeanLoss, at.TokenAccuracy, at.ValidationLoss, at.ValidationTokenAccuracy)));
        Assert.Equal((0f, 1.25f, 10, "█▅▁"), (model.Loss, model.ValidationLoss, model.Steps, model.Curve));
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 15, 9, 0, TimeSpan.Zero), model.Snapshots[0].ComputeTime);
        Assert.Equal([("1", 1.5f, 0.5f, 2f), ("2", 0f, 1f, 1.25f)], model.Checkpoints.Select(at => (at.CheckpointId, at.MeanLoss, at.TokenAccuracy, at.ValidationLoss)));
        Assert.Equal((Experiment, "2", VertexScript.Job), (model.Experiment, model.DefaultCheckpointId, model.Checkpoints[0].Model));
    }

    [Fact]
    public async Task It_takes_four_requests_and_is_read_once_for_a_connection()
    {
        _script.Answers(VertexScript.Tuned).AnswersExperiment().Answers(VertexScript.Tuned);
        using var connection = _script.Connect(VertexScript.Options());
        await ReadAsync((IVertexService)connection.Open());
        Assert.Equal(0f, (await ReadAsync((IVertexService)connection.Open())).Loss);
        Assert.Equal(1 + 4 + 1, _script.Requests.Count);
    }

    [Fact]
    public async Task A_job_without_steps_or_without_an_experiment_is_not_asked_for_any()
    {
        _script.Answers(Running(0)).Answers(Running(3, "")).Answers($$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_FAILED", "experiment": "{{Experiment}}"}""");
        for (var times = 0; times < 3; times++)
            Assert.Empty((await ReadAsync(_script.Vertex())).Snapshots);
        Assert.Equal(3, _script.Requests.Count);
    }

    [Fact]
    public async Task While_the_job_runs_the_loss_is_read_again_only_after_more_steps()
    {
        _script.Answers(Running(4)).AnswersExperiment().Answers(Running(4)).Answers(Running(5)).Answers(VertexScript.TimeSeries).Answers(VertexScript.Data);
        var service = _script.Vertex();
        for (var times = 0; times < 3; times++)
        {
            var operation = await service.ReadLossAsync(await service.GetOperationAsync(VertexScript.Job));
            Assert.Equal((0f, 2), (operation.Loss, operation.LastStep!.Epoch));
        }
        Assert.Equal(1 + 4 + 1 + 1 + 2, _script.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "PERMISSION_DENIED")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE")]
    public async Task Without_the_right_to_read_it_models_come_without_loss_and_one_line_says_so(HttpStatusCode status, string reason)
    {
        var other = VertexScript.Tuned.Replace("tuningJobs/1", "tuningJobs/2", StringComparison.Ordinal);
        _script.Answers(VertexScript.Tuned).Answers($$"""{"error": {"code": {{(int)status}}, "message": "{{reason}}.", "status": "{{reason}}"} }""", status)
            .Answers($$"""{"tuningJobs": [{{other}}]}""").Answers("""{"models": []}""");
        var service = (IVertexService)_script.Connect(VertexScript.Options()).Open(_log.Add);
        var model = await ReadAsync(service);
        Assert.Null(model.Loss);
        Assert.Equal([5, 10], model.Snapshots.Select(at => at.Step));
        await foreach (var one in service.ListTunedModelsAsync())
            await service.ReadLossAsync(one);
        Assert.Contains(reason, Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_that_is_gone_is_looked_for_once_and_costs_the_others_nothing()
    {
        _script.Answers(VertexScript.Tuned).Answers("{}", HttpStatusCode.NotFound).Answers(VertexScript.Tuned);
        var service = (IVertexService)_script.Connect(VertexScript.Options()).Open(_log.Add);
        Assert.Null((await ReadAsync(service)).Loss);
        Assert.Null((await ReadAsync(service)).Loss);
        Assert.Equal(3, _script.Requests.Count);
        Assert.Contains(VertexScript.Job, Assert.Single(_log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("projects/p/locations/us-central1/tensorboards/../../secrets")]
    [InlineData("projects/p/locations/europe-west4/tensorboards/1")]
    [InlineData("projects/p/locations/us-central1/tensorboards/1?x=y")]
    public async Task A_name_that_is_unsafe_or_elsewhere_is_not_asked_for(string tensorboard)
    {
        _script.Answers(VertexScript.Tuned).Answers($$"""{"metadata": {"backing_tensorboard_resource": "{{tensorboard}}"} }""");
        Assert.Null((await ReadAsync(_script.Vertex())).Loss);
        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task Only_the_series_that_are_needed_are_read_by_names_made_of_their_ids()
    {
        _script.Answers(VertexScript.Tuned).AnswersExperiment();
        await ReadAsync(_script.Vertex());
        var query = Uri.UnescapeDataString(_script.Requests[^1].Uri.Query);
        Assert.Equal($"?timeSeries={Run}/timeSeries/11&timeSeries={Run}/timeSeries/12&timeSeries={Run}/timeSeries/21&timeSeries={Run}/timeSeries/22", query);
    }

    [Fact]
    public async Task The_gemini_developer_api_has_its_losses_in_the_model()
    {
        ITuningService service = _script.Open();
        var model = new TunedModel { Name = "tunedModels/a" };
        Assert.Same(model, await service.ReadLossAsync(model));
        var operation = new TuningOperation { Name = "tunedModels/a/operations/o", Model = "tunedModels/a" };
        Assert.Same(operation, await service.ReadLossAsync(operation));
        Assert.Empty(_script.Requests);
    }
}

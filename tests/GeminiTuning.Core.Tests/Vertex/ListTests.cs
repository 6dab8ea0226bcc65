using System.Net;

namespace GeminiTuning.Tests.Vertex;

public sealed class ListTests : IDisposable
{
    const string Jobs = $"/v1/{VertexScript.Parent}/tuningJobs";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    static string Made(int job, string model) =>
        $$"""{"name": "{{VertexScript.Parent}}/tuningJobs/{{job}}", "state": "JOB_STATE_SUCCEEDED", "tunedModel": {"model": "{{VertexScript.Parent}}/models/{{model}}", "endpoint": "{{VertexScript.Parent}}/endpoints/{{job}}0"} }""";

    [Fact]
    public async Task Pages_of_jobs_and_of_models_are_asked_for_one_by_one_and_the_models_once()
    {
        _script.Answers($$"""{"tuningJobs": [{{Made(1, "7@1")}}], "nextPageToken": "a b&c"}""")
            .Answers($$"""{"models": [{"name": "{{VertexScript.Parent}}/models/7"}], "nextPageToken": "m"}""").Answers($$"""{"models": [{"name": "{{VertexScript.Parent}}/models/9"}]}""")
            .Answers($$"""{"tuningJobs": [{{Made(2, "8@1")}}, {{Made(3, "9@4")}}]}""");
        Assert.Equal(["1", "3"], (await _script.Vertex().ListTunedModelsAsync("labels.a=\"b&c\"", 7).ToListAsync()).Select(model => model.Name[^1..]));
        const string filter = "filter=labels.a%3D%22b%26c%22";
        Assert.Equal(
        [
            $"GET {Jobs}?pageSize=7&{filter}", $"GET /v1/{VertexScript.Parent}/models?pageSize=100", $"GET /v1/{VertexScript.Parent}/models?pageSize=100&pageToken=m",
            $"GET {Jobs}?pageSize=7&{filter}&pageToken=a%20b%26c",
        ], _script.Paths());
    }

    [Fact]
    public async Task The_next_page_is_not_asked_for_before_it_is_wanted()
    {
        _script.Answers("""{"tuningJobs": [{"state": "JOB_STATE_RUNNING"}, {"state": "JOB_STATE_RUNNING"}], "nextPageToken": "2"}""");
        await foreach (var _ in _script.Vertex().ListTunedModelsAsync())
            break;
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_list_that_gives_a_page_again_ends_with_an_error()
    {
        _script.Answers("""{"tuningJobs": [], "nextPageToken": "2"}""").Answers("""{"tuningJobs": [], "nextPageToken": "2"}""");
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().ListTunedModelsAsync().ToListAsync());
        Assert.Equal(2, _script.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 100)]
    [InlineData(int.MaxValue, 100)]
    public async Task No_page_is_larger_than_the_service_gives(int asked, int size)
    {
        _script.Answers("{}").Answers("{}").Answers("{}");
        await _script.Vertex().ListTunedModelsAsync(pageSize: asked).ToListAsync();
        await _script.Vertex().ListRunningOperationsAsync(asked).ToListAsync();
        await _script.Vertex().ListBatchesAsync(asked).ToListAsync();
        Assert.All(_script.Requests, request => Assert.Equal($"?pageSize={size}", request.Uri.Query));
    }

    [Fact]
    public async Task Only_the_jobs_that_run_are_running()
    {
        string[] states = ["QUEUED", "PENDING", "RUNNING", "CANCELLING", "PAUSED", "UPDATING", "SUCCEEDED", "PARTIALLY_SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED"];
        _script.Answers($$"""{"tuningJobs": [{{string.Join(", ", states.Select((state, id) => $$"""{"name": "{{VertexScript.Parent}}/tuningJobs/{{id}}", "state": "JOB_STATE_{{state}}"}"""))}}]}""");
        Assert.Equal(["0", "1", "2", "3", "4", "5"], (await _script.Vertex().ListRunningOperationsAsync().ToListAsync()).Select(operation => operation.Name[^1..]));
        Assert.Single(_script.Requests);
    }

    [Theory]
    [InlineData("models/8", 2)]
    [InlineData("models/8@1", 3)]
    [InlineData("models/8@2", 2)]
    [InlineData(VertexScript.Parent + "/models/8@1", 3)]
    [InlineData("endpoints/30", 3)]
    [InlineData("endpoints/41", 4)]
    public async Task A_model_or_an_endpoint_finds_the_job_that_made_it(string name, int job)
    {
        _script.Answers($$"""
            {"tuningJobs": [{"state": "JOB_STATE_RUNNING"}, {{Made(1, "7@1")}}, {{Made(2, "8@2")}}, {{Made(3, "8@1")}},
             {"name": "{{VertexScript.Parent}}/tuningJobs/4", "tunedModel": {"checkpoints": [{"checkpointId": "1", "endpoint": "{{VertexScript.Parent}}/endpoints/41"}]} }]}
            """);
        Assert.Equal($"{VertexScript.Parent}/tuningJobs/{job}", (await _script.Vertex().GetTunedModelAsync(name)).Name);
        Assert.Equal($"GET {Jobs}?pageSize=100", _script.Request.ToString());
    }

    [Fact]
    public async Task A_model_that_no_job_made_is_not_found()
    {
        _script.Answers($$"""{"tuningJobs": [{{Made(1, "7@1")}}]}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().GetTunedModelAsync("models/8"));
        Assert.Equal((TuningServiceErrorKind.NotFound, null), (fault.Kind, fault.StatusCode));
    }

    [Fact]
    public async Task A_job_and_a_batch_of_another_region_are_asked_for_at_its_address()
    {
        const string there = "projects/p/locations/europe-west4";
        _script.Answers("{}").Answers("{}").Answers("{}").Answers("{}");
        var service = _script.Vertex();
        await service.GetTunedModelAsync($"{there}/tuningJobs/1");
        await service.CancelOperationAsync($"{there}/tuningJobs/1");
        await service.GetBatchAsync($"{there}/batchPredictionJobs/1");
        await service.CancelBatchAsync($"{there}/batchPredictionJobs/1");
        Assert.All(_script.Requests, request => Assert.Equal("europe-west4-aiplatform.googleapis.com", request.Uri.Host));
    }

    [Fact]
    public async Task A_cancel_is_repeated_after_a_fault()
    {
        _script.Throws(new HttpRequestException("lost")).Answers("{}").Answers("", HttpStatusCode.ServiceUnavailable).Answers("{}");
        var service = _script.VertexWithRetries();
        await service.CancelOperationAsync("1");
        await service.CancelBatchAsync("1");
        Assert.Equal(4, _script.Requests.Count);
    }
}

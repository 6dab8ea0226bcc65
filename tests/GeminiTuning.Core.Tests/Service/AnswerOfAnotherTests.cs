using System.Net;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Service;

/// <summary>A pipeline never goes on with somebody else's model, and an error that comes with HTTP 200 is an error.</summary>
public sealed class AnswerOfAnotherTests : IDisposable
{
    const string Jobs = "projects/my-project/locations/us-central1/tuningJobs";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Theory]
    [InlineData("tunedModels/b")]
    [InlineData("tunedModels/a2")]
    public async Task A_model_of_another_name_is_refused(string name)
    {
        var fault = await FaultAsync(_script.Answers($$"""{"name": "{{name}}"}""").Open().GetTunedModelAsync("a"));
        Assert.Equal($"The service was asked about 'tunedModels/a', but the response is about '{name}'.", fault.Message);
    }

    [Fact]
    public Task A_changed_model_of_another_name_is_refused() =>
        FaultAsync(_script.Answers("""{"name": "tunedModels/b"}""").Open().UpdateTunedModelAsync("a", new TunedModelChanges { TopK = 1 }));

    [Theory]
    [InlineData("""{"name": "tunedModels/a/operations/2"}""")]
    [InlineData("""{"name": "tunedModels/b/operations/1"}""")]
    [InlineData("""{"name": "tunedModels/a/operations/1", "done": true, "response": {"name": "tunedModels/b"}}""")]
    public Task An_operation_of_another_name_or_with_another_model_is_refused(string json) =>
        FaultAsync(_script.Answers(json).Open().GetOperationAsync("tunedModels/a/operations/1"));

    [Fact]
    public async Task A_create_whose_answer_is_about_another_model_may_have_been_carried_out()
    {
        var request = new TuningRequest { Id = "a", IsRandomId = true, TrainingData = new ExamplesInRequest([]) };
        var fault = await FaultAsync(_script.Answers("""{"name": "tunedModels/b/operations/1"}""").Open().CreateTunedModelAsync(request));
        Assert.True(fault.MayHaveBeenCarriedOut);
    }

    [Fact]
    public Task A_permission_of_another_name_is_refused() =>
        FaultAsync(_script.Answers("""{"name": "tunedModels/a/permissions/2"}""").Open().GetPermissionAsync("tunedModels/a/permissions/1"));

    [Theory]
    [InlineData("projects/my-project/locations/us-central1/tuningJobs/2")]
    [InlineData("projects/my-project/locations/europe-west4/tuningJobs/1")]
    [InlineData("projects/other-project/locations/us-central1/tuningJobs/1")]
    public Task A_tuning_job_of_another_name_is_refused(string name) =>
        FaultAsync(_script.Answers($$"""{"name": "{{name}}"}""").Vertex().GetOperationAsync($"{Jobs}/1"));

    [Fact]
    public async Task A_project_may_be_named_by_its_number() => Assert.Equal(
        "projects/123/locations/us-central1/tuningJobs/1",
        (await _script.Answers("""{"name": "projects/123/locations/us-central1/tuningJobs/1"}""").Vertex().GetOperationAsync($"{Jobs}/1")).Name);

    [Fact]
    public Task A_batch_of_another_name_is_refused() => FaultAsync(
        _script.Answers("""{"name": "projects/my-project/locations/us-central1/batchPredictionJobs/2"}""").Vertex().GetBatchAsync("1"));

    [Fact]
    public async Task A_tuning_job_with_the_label_of_another_request_is_refused()
    {
        var request = new TuningRequest { Id = "mine-1", IsRandomId = true, TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") };
        var answer = $$$"""{"name": "{{{Jobs}}}/1", "labels": {"geminituning-request": "other-1"}}""";
        Assert.True((await FaultAsync(_script.Answers(answer).Vertex().CreateTunedModelAsync(request))).MayHaveBeenCarriedOut);
    }

    [Fact]
    public Task An_error_with_http_200_is_an_error_of_a_list() => RefusedAsync(_script.Denies().Open().ListTunedModelsAsync().ToListAsync());

    [Fact]
    public Task And_of_a_model() => RefusedAsync(_script.Denies().Open().GetTunedModelAsync("a"));

    [Fact]
    public Task And_of_a_delete() => RefusedAsync(_script.Denies().Open().DeleteTunedModelAsync("a"));

    [Fact]
    public Task And_of_an_operation() => RefusedAsync(_script.Denies().Open().GetOperationAsync("tunedModels/a/operations/1"));

    [Fact]
    public Task And_of_a_tuning_job() => RefusedAsync(_script.Denies().Vertex().GetOperationAsync("1"));

    [Fact]
    public async Task But_a_failed_operation_has_its_own_error()
    {
        var operation = await _script.Answers("""{"name": "tunedModels/a/operations/1", "error": {"code": 7, "message": "No."}}""")
            .Open().GetOperationAsync("tunedModels/a/operations/1");
        Assert.Equal("PERMISSION_DENIED: No.", $"{operation.Error}");
    }

    static Task<TuningServiceException> FaultAsync(Task call) => Assert.ThrowsAsync<TuningServiceException>(() => call);

    static async Task RefusedAsync(Task call)
    {
        var fault = await FaultAsync(call);
        Assert.Equal((HttpStatusCode.Forbidden, "PERMISSION_DENIED", "No access."), (fault.StatusCode, fault.Status, fault.Message));
    }
}

file static class Denial
{
    public static ScriptedService Denies(this ScriptedService script) =>
        script.Answers("""{"error": {"code": 403, "message": "No access.", "status": "PERMISSION_DENIED"}}""");
}

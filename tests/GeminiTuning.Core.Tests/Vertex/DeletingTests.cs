using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

public sealed class DeletingTests : IDisposable
{
    const string Ended = """{"done": true}""";
    const string Job = $$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_SUCCEEDED", "tunedModel": {"model": "{{VertexScript.Model}}", "endpoint": "{{VertexScript.Endpoint}}"} }""";
    const string Deployed = $$"""{"id": "3", "model": "{{VertexScript.Parent}}/models/7", "modelVersionId": "1"}""";

    readonly ScriptedService _script = new();
    readonly ManualTimeProvider _clock = new();

    public void Dispose() => _script.Dispose();

    Task DeleteAsync(List<string>? log = null) => _script.Vertex(log: log is null ? null : log.Add).DeleteTunedModelAsync(VertexScript.Job);

    [Fact]
    public async Task Each_step_is_told()
    {
        var lines = new List<string>();
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}]}""").Answers(Ended).Answers(Ended).Answers("""{"models": [{"versionId": "1"}]}""").Answers(Ended);
        await DeleteAsync(lines);
        Assert.Equal(
        [
            $"Undeploying {VertexScript.Model} from {VertexScript.Endpoint}.", $"Deleting {VertexScript.Endpoint}.", $"Deleting {VertexScript.Parent}/models/7.",
        ], lines.Where(line => line.StartsWith("Undeploying", StringComparison.Ordinal) || line.StartsWith("Deleting", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_endpoint_that_serves_another_model_besides_stays()
    {
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}, {"id": "4", "model": "{{VertexScript.Parent}}/models/8"}]}""").Answers(Ended).Answers("""{"models": [{"versionId": "1"}]}""").Answers(Ended);
        await DeleteAsync();
        Assert.Equal(["GET", "GET", "POST", "GET", "DELETE"], _script.Requests.Select(request => request.Method.Method));
        _script.Requests[2].BodyIs("""{"deployedModelId": "3"}""");
        Assert.EndsWith("/models/7", _script.Requests[4].Uri.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_on_the_endpoint_is_not_undeployed()
    {
        _script.Answers(Job).Answers($$"""{"deployedModels": [{"id": "4", "model": "{{VertexScript.Parent}}/models/7", "modelVersionId": "2"}]}""")
            .Answers("""{"models": [{"versionId": "2"}, {"versionId": "1"}]}""").Answers(Ended);
        await DeleteAsync();
        Assert.Equal($"DELETE /v1/{VertexScript.Model}:deleteVersion", _script.Paths().Last());
    }

    [Fact]
    public async Task What_is_gone_already_is_passed_over()
    {
        _script.Answers(Job).Answers("{}", HttpStatusCode.NotFound).Answers("{}", HttpStatusCode.NotFound);
        await DeleteAsync();
        Assert.Equal(3, _script.Requests.Count);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_its_whole_model()
    {
        _script.Answers(Job).Answers("{}", HttpStatusCode.NotFound).Answers("""{"models": [{"versionId": "2"}]}""");
        await DeleteAsync();
        Assert.DoesNotContain(_script.Requests, request => request.Method == HttpMethod.Delete);
    }

    [Fact]
    public async Task A_step_that_the_service_does_not_end_well_is_its_error()
    {
        _script.Answers(Job).Answers("{}").Answers("""{"done": true, "error": {"code": 9, "message": "still in use"}}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => DeleteAsync());
        Assert.Equal(("still in use", "FAILED_PRECONDITION", TuningServiceErrorKind.OperationFailed, null), (fault.Message, fault.Status, fault.Kind, fault.StatusCode));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"error": {"code": 400, "status": "FAILED_PRECONDITION", "message": "has a model that is being undeployed"}}""")]
    [InlineData(HttpStatusCode.Conflict, """{"error": {"code": 409, "status": "ABORTED", "message": "has a model that is being undeployed"}}""")]
    [InlineData(HttpStatusCode.OK, """{"done": true, "error": {"code": 9, "message": "has a model that is being undeployed"}}""")]
    public async Task A_delete_that_is_refused_while_the_undeployment_settles_is_tried_again(HttpStatusCode status, string refusal)
    {
        var lines = new List<string>();
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}]}""").Answers(Ended)
            .Answers(refusal, status).Answers(refusal, status).Answers(Ended)
            .Answers("""{"models": [{"versionId": "1"}]}""").Answers(refusal, status).Answers(Ended);
        await DrivenAsync(lines);

        Assert.Equal(["POST", "DELETE", "DELETE", "DELETE", "GET", "DELETE", "DELETE"], _script.Requests.Skip(2).Select(request => request.Method.Method));
        Assert.Equal(3, lines.Count(line => line.EndsWith("has a model that is being undeployed. Retrying in 1 second.", StringComparison.Ordinal)
            || line.EndsWith("has a model that is being undeployed. Retrying in 2 seconds.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_delete_that_is_refused_for_a_minute_is_an_error()
    {
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}]}""").Answers(Ended);
        for (var attempt = 0; attempt < 100; attempt++)
            _script.Answers("""{"error": {"code": 400, "status": "FAILED_PRECONDITION", "message": "still in use"}}""", HttpStatusCode.BadRequest);
        var begun = _clock.GetUtcNow();
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => DrivenAsync([]));

        Assert.Equal("still in use", fault.Message);
        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_operation_that_the_service_has_lost_is_an_error_that_names_the_step_and_the_model()
    {
        const string operation = VertexScript.Parent + "/operations/5";
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}]}""").Answers($$"""{"name": "{{operation}}"}""")
            .Answers("""{"error": {"code": 404, "status": "NOT_FOUND", "message": "Requested entity was not found."}}""", HttpStatusCode.NotFound);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => DrivenAsync([]));

        Assert.Equal((TuningServiceErrorKind.NotFound, HttpStatusCode.NotFound), (fault.Kind, fault.StatusCode));
        Assert.StartsWith($"While deleting {VertexScript.Model}: Undeploying {VertexScript.Model} from {VertexScript.Endpoint}. The service no longer has the operation of this step ({operation}).", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_ends_after_half_an_hour_the_retries_of_its_polls_included()
    {
        _script.Answers(Job).Answers($$"""{"deployedModels": [{{Deployed}}]}""").Answers($$"""{"name": "{{VertexScript.Parent}}/operations/5"}""").Hangs();
        var begun = _clock.GetUtcNow();
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => DrivenAsync([]));

        Assert.Equal(TuningServiceErrorKind.OperationTimedOut, fault.Kind);
        Assert.Equal(TimeSpan.FromMinutes(30), _clock.GetUtcNow() - begun);
    }

    async Task DrivenAsync(List<string> log)
    {
        var options = VertexScript.Options() with { Clock = _clock, RequestTimeout = Timeout.InfiniteTimeSpan };
        var delete = _script.Vertex(options, log.Add).DeleteTunedModelAsync(VertexScript.Job);
        await _clock.DriveAsync(delete);
        await delete;
    }

    [Fact]
    public async Task A_step_of_no_name_is_not_asked_after()
    {
        _script.Answers(Job).Answers("{}").Answers("""{"name": "projects/p/../../x"}""");
        await Assert.ThrowsAsync<TuningServiceException>(() => DeleteAsync());
        Assert.Equal(3, _script.Requests.Count);
    }

    [Fact]
    public async Task A_tuning_that_runs_is_cancelled_and_has_no_model_to_delete()
    {
        _script.Answers($$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_RUNNING"}""").Answers("{}");
        await DeleteAsync();
        Assert.Equal($"POST /v1/{VertexScript.Job}:cancel", _script.Paths().Last());
    }
}

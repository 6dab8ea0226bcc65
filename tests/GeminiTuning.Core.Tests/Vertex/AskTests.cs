using System.Globalization;
using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

public sealed class AskTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    static GenerationRequest Ask(string model = VertexScript.Endpoint) => new() { Model = model, Prompt = "7" };

    IEnumerable<string> Hosts => _script.Requests.Select(request => request.Uri.Host);

    [Theory]
    [InlineData("us-central1", "us-central1-aiplatform.googleapis.com")]
    [InlineData("europe-west4", "europe-west4-aiplatform.googleapis.com")]
    [InlineData("global", "aiplatform.googleapis.com")]
    [InlineData("us", "aiplatform.us.rep.googleapis.com")]
    [InlineData("eu", "aiplatform.eu.rep.googleapis.com")]
    public async Task An_endpoint_is_asked_at_the_address_of_its_own_location(string location, string host)
    {
        _script.Answers(VertexScript.Answer);
        var answer = await _script.Vertex().GenerateAsync(Ask($"projects/p/locations/{location}/endpoints/1"));
        Assert.Equal("8", answer.Text);
        Assert.Equal($"https://{host}/v1/projects/p/locations/{location}/endpoints/1:generateContent", _script.Request.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("SUCCEEDED", "{}", "succeeded, but names no endpoint for its model. Deploy")]
    [InlineData("PARTIALLY_SUCCEEDED", $$"""{"model": "{{VertexScript.Model}}"}""", $"succeeded, but names no endpoint for its model {VertexScript.Model}. Deploy")]
    [InlineData("RUNNING", "{}", "isn't ready. The state of its tuning job is Running. To wait until it's ready, run 'Wait-TuningOperation")]
    [InlineData("CANCELLED", "{}", "isn't ready. The state of its tuning job is Cancelled.")]
    public async Task A_job_without_an_endpoint_is_an_error_that_fits_its_state(string state, string model, string expected)
    {
        _script.Answers($$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_{{state}}", "tunedModel": {{model}} }""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().GenerateAsync(Ask(VertexScript.Job)));
        Assert.Equal(TuningServiceErrorKind.NotReady, fault.Kind);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Equal(state == "RUNNING", fault.Message.Contains("Wait-TuningOperation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_was_waited_for_is_asked_without_another_look_at_its_job()
    {
        _script.Answers(VertexScript.Done).Answers("{}").Answers("{}");
        using var connection = _script.Connect(VertexScript.Options());
        var model = await new OperationWaiter(connection.Open(), TimeSpan.Zero).WaitAsync(VertexScript.Job);
        await connection.Open().GenerateAsync(new GenerationRequest { Model = model.Name, Prompt = "7" });
        await connection.Open().GenerateAsync(new GenerationRequest { Model = model.Name, Prompt = "7", Checkpoint = model.Checkpoints[0].CheckpointId });

        Assert.Equal([$"GET /v1/{VertexScript.Job}", $"POST /v1/{model.Endpoint}:generateContent", $"POST /v1/{model.Checkpoints[0].Endpoint}:generateContent"], _script.Paths());
    }

    [Theory]
    [InlineData(VertexScript.Job, "{0}")]
    [InlineData("1", "{0}")]
    [InlineData("models/7@1", """{{"tuningJobs": [{0}]}}""")]
    [InlineData(VertexScript.Endpoint, null)]
    public async Task An_answer_has_the_name_that_the_service_gives_its_model(string asked, string? lookedUp)
    {
        // The service may name the project by its number.
        const string Numbered = "projects/123/locations/us-central1/tuningJobs/1";
        var job = VertexScript.Done.Replace($"\"{VertexScript.Job}\"", $"\"{Numbered}\", \"tunedModelDisplayName\": \"numbers\"", StringComparison.Ordinal);
        _script.Answers(job);
        if (lookedUp is not null)
            _script.Answers(string.Format(CultureInfo.InvariantCulture, lookedUp, job));
        _script.Answers(VertexScript.Answer);
        var service = _script.Vertex();
        Assert.Equal(Numbered, (await service.GetTunedModelAsync("1")).Name);
        var answer = await service.GenerateAsync(Ask(asked));
        Assert.Equal((Numbered, "numbers"), (answer.Model, answer.ModelDisplayName));
    }

    [Fact]
    public async Task Every_reason_and_rating_of_the_protos_is_known()
    {
        foreach (var reason in Protos.Vertex.Enum("Candidate.FinishReason").Skip(1))
            Assert.NotEqual(FinishReason.Unknown, (await AnswerAsync($$"""{"candidates": [{"finishReason": "{{reason}}"} ]}""")).FinishReason);
        foreach (var reason in Protos.Vertex.Enum("GenerateContentResponse.PromptFeedback.BlockedReason").Skip(1))
            Assert.NotEqual(BlockReason.Unknown, (await AnswerAsync($$"""{"promptFeedback": {"blockReason": "{{reason}}"} }""")).PromptFeedback!.BlockReason);
        foreach (var category in Protos.Vertex.Enum("HarmCategory"))
            foreach (var probability in Protos.Vertex.Enum("SafetyRating.HarmProbability"))
            {
                var rating = Assert.Single((await AnswerAsync($$"""{"candidates": [{"safetyRatings": [{"category": "{{category}}", "probability": "{{probability}}"}]}]}""")).SafetyRatings);
                Assert.NotEqual(HarmCategory.Unknown, rating.Category);
                Assert.NotEqual(HarmProbability.Unknown, rating.Probability);
            }
    }

    Task<TunedModelResponse> AnswerAsync(string json)
    {
        _script.Answers(json);
        return _script.Vertex().GenerateAsync(Ask());
    }

    [Fact]
    public async Task Another_address_serves_all_locations()
    {
        _script.Answers("{}", HttpStatusCode.NotFound);
        var service = _script.Vertex(VertexScript.Options(endpoint: new Uri("http://127.0.0.1:8085/")));
        await Assert.ThrowsAsync<TuningServiceException>(() => service.GenerateAsync(Ask("projects/p/locations/europe-west4/endpoints/1")));
        Assert.Equal(["127.0.0.1"], Hosts);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData(HttpStatusCode.BadRequest, "FAILED_PRECONDITION")]
    public async Task An_endpoint_that_the_region_does_not_serve_is_asked_at_the_multi_region_from_then_on(HttpStatusCode status, string name)
    {
        _script.Answers($$$"""{"error": {"code": {{{(int)status}}}, "status": "{{{name}}}", "message": "not here"}}""", status)
            .Answers(VertexScript.Answer).Answers(VertexScript.Answer).Answers($"[{VertexScript.Answer}]");
        var service = _script.Vertex();
        await service.GenerateAsync(Ask());
        await service.GenerateAsync(Ask());
        Assert.Single(await service.GenerateStreamAsync(Ask()).ToListAsync());
        const string wide = "aiplatform.us.rep.googleapis.com";
        Assert.Equal(["us-central1-aiplatform.googleapis.com", wide, wide, wide], Hosts);
    }

    [Fact]
    public async Task A_stream_is_opened_at_the_multi_region_too()
    {
        _script.Answers("{}", HttpStatusCode.NotFound).Answers($"[{VertexScript.Answer}, {VertexScript.Answer}]");
        Assert.Equal(2, (await _script.Vertex().GenerateStreamAsync(Ask()).ToListAsync()).Count);
        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_neither_serves_is_the_regions_error()
    {
        _script.Answers("""{"error": {"code": 404, "message": "the region's"}}""", HttpStatusCode.NotFound).Answers("""{"error": {"code": 404, "message": "the other's"}}""", HttpStatusCode.NotFound);
        Assert.Equal("the region's", (await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().GenerateAsync(Ask()))).Message);
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_is_asked_once()
    {
        _script.Answers("""{"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "no"}}""", HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().GenerateAsync(Ask()));
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task The_endpoint_of_a_model_is_looked_up_once_for_all_prompts_and_again_after_a_fault()
    {
        var service = _script.Vertex();
        _script.Answers("{}", HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<TuningServiceException>(() => service.GenerateAsync(Ask("1")));
        _script.Answers(VertexScript.Done);
        for (var prompt = 0; prompt < 10; prompt++)
            _script.Answers(VertexScript.Answer);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => service.GenerateAsync(Ask("1"))));
        Assert.Equal(12, _script.Requests.Count);
    }

    [Fact]
    public async Task A_checkpoint_is_asked_at_its_own_endpoint()
    {
        _script.Answers(VertexScript.Done).Answers(VertexScript.Answer);
        await _script.Vertex().GenerateAsync(Ask(VertexScript.Job) with { Checkpoint = "1" });
        Assert.EndsWith("/endpoints/8:generateContent", _script.Requests[1].Uri.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VertexScript.Done, "The checkpoint '9' doesn't exist. Available checkpoints: 1, 2.")]
    [InlineData("""{"state": "JOB_STATE_RUNNING"}""", "has no checkpoints.")]
    public async Task A_checkpoint_that_is_not_there_is_told_before_anything_is_asked(string job, string says)
    {
        _script.Answers(job);
        var fault = await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex().GenerateAsync(Ask(VertexScript.Job) with { Checkpoint = "9" }));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_model_that_is_not_ready_says_where_it_stands()
    {
        _script.Answers("""{"state": "JOB_STATE_RUNNING"}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().GenerateAsync(Ask("1")));
        Assert.Contains("Running", fault.Message, StringComparison.Ordinal);
    }
}

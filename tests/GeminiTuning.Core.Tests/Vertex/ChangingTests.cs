namespace GeminiTuning.Tests.Vertex;

/// <summary>Changes of tuned models, which the model registry keeps.</summary>
public sealed class ChangingTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Only_what_is_given_is_in_the_mask_and_in_the_body()
    {
        _script.Answers(VertexScript.Done).Answers("""{"displayName": "new", "description": "for numbers", "labels": {"a": "b"}, "defaultCheckpointId": "2"}""");
        var model = await _script.Vertex().UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges { DisplayName = "new", Description = "" });
        Assert.Equal($"PATCH /v1/{VertexScript.Model}?updateMask=displayName,description", _script.Requests[^1].ToString());
        _script.Requests[^1].BodyIs("""{"displayName": "new", "description": ""}""");
        Assert.Equal((VertexScript.Job, "new", "b"), (model.Name, model.DisplayName, model.Labels["a"]));
    }

    [Fact]
    public async Task Labels_are_added_to_those_that_are_there_and_sent_with_the_etag()
    {
        _script.Answers(VertexScript.Done).Answers("""{"etag": "x", "labels": {"google-vertex-llm-tuning-job-id": "1", "team": "a"}}""").Answers("{}");
        await _script.Vertex().UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges { Labels = new Dictionary<string, string> { ["team"] = "b", ["run"] = "7" } });
        _script.Requests[^1].BodyIs("""{"labels": {"google-vertex-llm-tuning-job-id": "1", "team": "b", "run": "7"}, "etag": "x"}""");
    }

    [Fact]
    public async Task A_new_default_checkpoint_answers_from_then_on()
    {
        const string first = VertexScript.Parent + "/endpoints/8";
        var after = VertexScript.Done.Replace($"\"model\": \"{VertexScript.Model}\", \"endpoint\": \"{VertexScript.Endpoint}\"", $"\"model\": \"{VertexScript.Model}\", \"endpoint\": \"{first}\"", StringComparison.Ordinal);
        _script.Answers(VertexScript.Done).Answers(VertexScript.Answer)
            .Answers(VertexScript.Done).Answers("""{"defaultCheckpointId": "1"}""").Answers(after).Answers(VertexScript.Answer);
        var service = _script.Vertex();
        var ask = new GenerationRequest { Model = VertexScript.Job, Prompt = "7" };
        await service.GenerateAsync(ask);
        var model = await service.UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges { DefaultCheckpoint = "1" });
        await service.GenerateAsync(ask);
        Assert.Equal(("1", first), (model.DefaultCheckpointId, model.Endpoint));
        Assert.Equal($"POST /v1/{VertexScript.Endpoint}:generateContent", _script.Requests[1].ToString());
        Assert.Equal($"POST /v1/{first}:generateContent", _script.Requests[^1].ToString());
    }

    [Fact]
    public async Task A_checkpoint_that_is_not_there_is_refused_before_anything_is_changed()
    {
        _script.Answers(VertexScript.Done);
        var fault = await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex().UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges { DefaultCheckpoint = "9" }));
        Assert.Contains("'9' doesn't exist", fault.Message, StringComparison.Ordinal);
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task What_the_service_does_not_have_is_not_sent()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex().UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges { Temperature = 1 }));
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Open().UpdateTunedModelAsync("tunedModels/a", new TunedModelChanges { DefaultCheckpoint = "1" }));
        Assert.Empty(_script.Requests);
    }

    [Fact]
    public async Task A_list_has_the_names_of_the_registry_without_another_request()
    {
        _script.Answers($$"""{"tuningJobs": [{{VertexScript.Done}}]}""")
            .Answers($$"""{"models": [{"name": "{{VertexScript.Parent}}/models/7", "versionId": "1", "displayName": "new", "defaultCheckpointId": "1"}]}""");
        var service = _script.Vertex();
        var model = Assert.Single(await service.ListTunedModelsAsync().ToListAsync());
        Assert.Equal(("new", "1"), (model.DisplayName, model.DefaultCheckpointId));
        await service.CompleteAsync(model);
        Assert.Equal(2, _script.Requests.Count);
    }
}

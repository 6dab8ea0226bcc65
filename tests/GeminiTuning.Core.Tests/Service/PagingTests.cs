namespace GeminiTuning.Tests.Service;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_follow_one_another_by_their_tokens()
    {
        using var script = new ScriptedService()
            .Answers("""{"tunedModels": [{"name": "tunedModels/a"}, null, {"name": "tunedModels/b"}], "nextPageToken": "x+y/z=&w"}""")
            .Answers("""{"nextPageToken": "two"}""")
            .Answers("""{"tunedModels": [{"name": "tunedModels/c"}], "nextPageToken": ""}""");

        Assert.Equal(["tunedModels/a", "tunedModels/b", "tunedModels/c"], (await script.Open().ListTunedModelsAsync("owner:me").ToListAsync()).Select(model => model.Name));
        Assert.Equal([
            "GET /v1beta/tunedModels?pageSize=100&filter=owner%3Ame",
            "GET /v1beta/tunedModels?pageSize=100&filter=owner%3Ame&pageToken=x%2By%2Fz%3D%26w",
            "GET /v1beta/tunedModels?pageSize=100&filter=owner%3Ame&pageToken=two"], script.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task A_page_is_given_before_the_next_one_is_asked_for_and_who_stops_asks_for_none()
    {
        using var script = new ScriptedService().Answers("""{"models": [{"name": "models/a"}, {"name": "models/b"}], "nextPageToken": "next"}""");
        var names = new List<string>();
        await foreach (var model in script.Open().ListBaseModelsAsync())
        {
            names.Add(model.Name);
            if (names.Count == 2)
                break;
        }

        Assert.Equal(["models/a", "models/b"], names);
        Assert.Single(script.Requests);
    }

    [Fact]
    public async Task A_page_token_that_comes_again_ends_the_list_with_an_error()
    {
        using var script = new ScriptedService()
            .Answers("""{"operations": [{"name": "tunedModels/a/operations/1"}], "nextPageToken": "again"}""")
            .Answers("""{"operations": [{"name": "tunedModels/a/operations/2"}], "nextPageToken": "again"}""");
        var names = new List<string>();
        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () =>
        {
            await foreach (var operation in script.Open().ListOperationsAsync("a"))
                names.Add(operation.Name);
        });

        Assert.Equal(["tunedModels/a/operations/1", "tunedModels/a/operations/2"], names);
        Assert.Equal("The service returned the same page token twice, so its list doesn't end.", fault.Message);
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task A_page_that_fails_is_asked_for_again_and_no_model_comes_twice()
    {
        using var script = new ScriptedService()
            .Answers("""{"tunedModels": [{"name": "tunedModels/a"}], "nextPageToken": "next"}""")
            .Answers("", System.Net.HttpStatusCode.ServiceUnavailable)
            .Answers("""{"tunedModels": [{"name": "tunedModels/b"}]}""");

        Assert.Equal(["tunedModels/a", "tunedModels/b"], (await script.OpenWithRetries().ListTunedModelsAsync().ToListAsync()).Select(model => model.Name));
    }
}

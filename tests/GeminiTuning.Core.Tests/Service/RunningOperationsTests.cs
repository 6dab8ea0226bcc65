namespace GeminiTuning.Tests.Service;

public sealed class RunningOperationsTests
{
    [Fact]
    public async Task The_operations_of_models_that_are_being_tuned_are_listed_with_those_models_names()
    {
        using var script = new ScriptedService()
            .Answers("""{"tunedModels": [{"name": "tunedModels/a", "state": "ACTIVE"}, {"name": "tunedModels/b", "displayName": "the second", "state": "CREATING"}]}""")
            .Answers("""{"operations": [{"name": "tunedModels/b/operations/1"}]}""");
        var running = Assert.Single(await script.Open().ListRunningOperationsAsync(7).ToListAsync());

        Assert.Equal(("tunedModels/b/operations/1", "the second"), (running.Name, running.DisplayName));
        Assert.Equal(["GET /v1beta/tunedModels?pageSize=7", "GET /v1/tunedModels/b/operations?pageSize=100"], script.Requests.Select(request => request.ToString()));
    }
}

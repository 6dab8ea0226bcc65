using System.Net;

namespace GeminiTuning.Tests.Service;

/// <summary>A create whose answer was lost is looked up, not paid for twice.</summary>
public sealed class CreateRepeatedTests : IDisposable
{
    const string Taken = """{"error": {"code": 409, "message": "Tuned model tunedModels/a already exists.", "status": "ALREADY_EXISTS"}}""";
    const string OwnOperations = """{"operations": [{"name": "tunedModels/a/operations/own", "metadata": {"totalSteps": 38}}]}""";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task An_id_that_is_taken_by_the_lost_attempt_gives_that_attempts_operation()
    {
        _script.Throws(new HttpRequestException("Connection reset")).Answers(Taken, HttpStatusCode.Conflict).Answers(OwnModel()).Answers(OwnOperations);
        var operation = await CreateAsync();

        Assert.Equal(("tunedModels/a/operations/own", "tunedModels/a", 38), (operation.Name, operation.Model, operation.TotalSteps));
        Assert.Equal(("number generator", 1), (operation.DisplayName, operation.ExampleCount));
        Assert.Equal([
            "POST /v1beta/tunedModels?tunedModelId=a", "POST /v1beta/tunedModels?tunedModelId=a",
            "GET /v1beta/tunedModels/a", "GET /v1/tunedModels/a/operations?pageSize=1"], _script.Requests.Select(request => request.ToString()));
        Assert.Equal(_script.Requests[0].Body, _script.Requests[1].Body);
    }

    [Fact]
    public async Task A_create_whose_answer_names_no_operation_is_looked_up_too()
    {
        _script.Answers("{}").Answers(Taken, HttpStatusCode.Conflict).Answers(OwnModel()).Answers(OwnOperations);

        Assert.Equal("tunedModels/a/operations/own", (await CreateAsync()).Name);
    }

    [Fact]
    public async Task An_id_that_is_taken_at_the_first_attempt_is_an_error()
    {
        _script.Answers(Taken, HttpStatusCode.Conflict);

        await IsConflictAsync();
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_model_of_another_name_is_not_taken_for_ones_own()
    {
        _script.Answers("", HttpStatusCode.ServiceUnavailable).Answers(Taken, HttpStatusCode.Conflict).Answers(OwnModel("somebody else's"));

        await IsConflictAsync();
    }

    [Fact]
    public async Task A_create_that_was_only_refused_so_far_has_made_nothing_of_ones_own()
    {
        _script.Answers("", HttpStatusCode.TooManyRequests).Answers(Taken, HttpStatusCode.Conflict);

        await IsConflictAsync();
        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task An_id_that_a_person_chose_is_looked_up_before_the_create()
    {
        _script.Answers(OwnModel());

        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(isRandomId: false));
        Assert.Equal((TuningServiceErrorKind.AlreadyExists, null), (fault.Kind, fault.StatusCode));
        Assert.Equal(["GET /v1beta/tunedModels/a"], _script.Requests.Select(request => request.ToString()));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task An_id_that_a_person_chose_and_nobody_has_is_created(HttpStatusCode absent)
    {
        _script.Answers("", absent).Answers("""{"name": "tunedModels/a/operations/own"}""");

        Assert.Equal("tunedModels/a/operations/own", (await CreateAsync(isRandomId: false)).Name);
    }

    [Fact]
    public async Task A_model_that_may_not_be_read_is_not_taken_for_ones_own()
    {
        _script.Answers("", HttpStatusCode.ServiceUnavailable).Answers(Taken, HttpStatusCode.Conflict)
            .Answers("""{"error": {"code": 403, "message": "You do not have permission.", "status": "PERMISSION_DENIED"}}""", HttpStatusCode.Forbidden);

        await IsConflictAsync();
    }

    [Fact]
    public async Task A_look_up_that_fails_is_made_again()
    {
        _script.Answers("", HttpStatusCode.ServiceUnavailable)
            .Answers(Taken, HttpStatusCode.Conflict).Answers("", HttpStatusCode.BadGateway).Answers(OwnModel())
            .Answers("", HttpStatusCode.BadGateway).Answers("{}").Answers(OwnOperations);

        Assert.Equal("tunedModels/a/operations/own", (await CreateAsync()).Name);
        Assert.Equal(2, _script.Requests.Count(request => request.Method == HttpMethod.Post));
    }

    static string OwnModel(string displayName = "number generator") =>
        $$"""{"name": "tunedModels/a", "displayName": "{{displayName}}"}""";

    Task<TuningOperation> CreateAsync(bool isRandomId = true) => _script.OpenWithRetries().CreateTunedModelAsync(new TuningRequest
    {
        Id = "a",
        IsRandomId = isRandomId,
        DisplayName = "number generator",
        TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2" }]),
    });

    async Task IsConflictAsync(bool isRandomId = true)
    {
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(isRandomId));
        Assert.Equal((HttpStatusCode.Conflict, "ALREADY_EXISTS"), (fault.StatusCode, fault.Status));
    }
}

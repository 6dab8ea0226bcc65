using System.Net;

namespace GeminiTuning.Tests.Sweeps;

/// <summary>The jobs of a sweep start side by side within the limits, and none starts twice.</summary>
public sealed class SweepStarterTests : IDisposable
{
    const string Exhausted = """{"error": {"code": 429, "message": "Too many tuning jobs.", "status": "RESOURCE_EXHAUSTED"}}""";
    const string DayIsOver = """{"error": {"code": 429, "message": "Quota.", "status": "RESOURCE_EXHAUSTED", "details": [{"violations": [{"quotaId": "TuningPerDay"}]}]}}""";

    readonly ScriptedService _service = new();
    readonly List<int> _waits = [];

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_job_waits_until_one_of_the_limit_has_ended()
    {
        var starter = await OpenAsync(2);
        Created(1);
        Created(2);
        Running(1);
        Running(2);
        Running(1);
        Ended(2);
        Created(3);
        foreach (var epochs in new[] { 1, 2, 3 })
            await starter.StartAsync(Identified(starter, epochs));

        Assert.Equal([2], _waits);
        Assert.Equal(["POST", "POST", "GET", "GET", "GET", "GET", "POST"], Sent());
    }

    [Fact]
    public async Task A_job_that_the_quota_refuses_starts_when_one_of_the_sweep_has_ended()
    {
        var starter = await OpenAsync(null);
        Created(1);
        _service.Answers(Exhausted, HttpStatusCode.TooManyRequests);
        Running(1);
        Ended(1);
        Created(2);
        await starter.StartAsync(Identified(starter, 1));
        var operation = await starter.StartAsync(Identified(starter, 2));

        Assert.Equal("tunedModels/m/operations/2", operation.Name);
        Assert.Equal([1], _waits);
        Assert.Equal(["POST", "POST", "GET", "GET", "POST"], Sent());
    }

    [Theory]
    [InlineData(Exhausted, 0)]
    [InlineData(DayIsOver, 1)]
    public async Task A_quota_that_others_or_the_day_have_used_up_is_an_error(string refusal, int runningJobs)
    {
        var starter = await OpenAsync(null);
        for (var job = 1; job <= runningJobs; job++)
        {
            Created(job);
            await starter.StartAsync(Identified(starter, job));
        }
        _service.Answers(refusal, HttpStatusCode.TooManyRequests);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => starter.StartAsync(Identified(starter, 9)));
        Assert.Equal(HttpStatusCode.TooManyRequests, fault.StatusCode);
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task A_job_that_is_gone_has_ended()
    {
        var starter = await OpenAsync(1);
        Created(1);
        _service.Answers("""{"error": {"code": 404, "message": "Gone.", "status": "NOT_FOUND"}}""", HttpStatusCode.NotFound);
        Created(2);
        await starter.StartAsync(Identified(starter, 1));
        await starter.StartAsync(Identified(starter, 2));
        Assert.Equal(["POST", "GET", "POST"], Sent());
    }

    [Theory]
    [InlineData("ACTIVE", true)]
    [InlineData("CREATING", true)]
    [InlineData("FAILED", false)]
    public async Task A_job_of_an_earlier_call_is_found_unless_it_failed(string state, bool isFound)
    {
        var id = SweepGrid.RequestId(Request(3), 1);
        _service.Answers($$"""{"tunedModels": [{"name": "tunedModels/{{id}}", "state": "{{state}}"}, {"name": "tunedModels/other", "state": "ACTIVE"}]}""");
        var starter = Starter(null);
        await starter.ReadAsync();
        var (started, request) = starter.Find(Request(3));

        Assert.Equal(isFound ? $"tunedModels/{id}" : null, started?.Name);
        Assert.Equal(SweepGrid.RequestId(Request(3), isFound ? 1 : 2), request.Id);
        Assert.Null(starter.Find(Request(4)).Started);
    }

    [Fact]
    public async Task A_running_job_of_an_earlier_call_counts_against_the_limit()
    {
        var id = SweepGrid.RequestId(Request(1), 1);
        _service.Answers($$"""{"tunedModels": [{"name": "tunedModels/{{id}}", "displayName": "numbers", "state": "CREATING"}]}""");
        var starter = Starter(1);
        await starter.ReadAsync();
        _service.Answers($$"""{"operations": [{"name": "tunedModels/{{id}}/operations/1"}]}""");
        var resumed = await starter.ResumeAsync(starter.Find(Request(1)).Started!);
        Assert.Equal(($"tunedModels/{id}/operations/1", "numbers"), (resumed.Name, resumed.DisplayName));

        _service.Answers($$"""{"name": "tunedModels/{{id}}/operations/1", "done": true}""");
        Created(2);
        await starter.StartAsync(Identified(starter, 2));
        Assert.Equal([1], _waits);
    }

    [Fact]
    public async Task A_model_whose_operation_is_not_listed_is_an_error()
    {
        var starter = await OpenAsync(null);
        _service.Answers("{}");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => starter.ResumeAsync(new TunedModel { Name = "tunedModels/m" }));
        Assert.Equal("tunedModels/m exists, but the service doesn't list its tuning operation.", fault.Message);
    }

    async Task<SweepStarter> OpenAsync(int? limit)
    {
        _service.Answers("{}");
        var starter = Starter(limit);
        await starter.ReadAsync();
        return starter;
    }

    SweepStarter Starter(int? limit) => new(_service.Open(), limit, TimeSpan.Zero) { OnWait = _waits.Add };

    static TuningRequest Identified(SweepStarter starter, int epochs) => starter.Find(Request(epochs)).Request with { Id = "m" };

    static TuningRequest Request(int epochs) => new()
    {
        Id = "",
        DisplayName = $"numbers, epochs {epochs}",
        BaseModel = "models/b",
        Hyperparameters = new Hyperparameters { EpochCount = epochs },
        TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "in", Output = "out" }]),
    };

    void Created(int operation) => _service.Answers($$"""{"name": "tunedModels/m/operations/{{operation}}"}""");

    void Running(int operation) => Created(operation);

    void Ended(int operation) => _service.Answers($$"""{"name": "tunedModels/m/operations/{{operation}}", "done": true}""");

    // Without the list of models.
    IEnumerable<string> Sent() => _service.Requests.Skip(1).Select(request => request.Method.Method);
}

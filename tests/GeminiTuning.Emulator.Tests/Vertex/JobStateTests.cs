using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>The states that a job goes through, on a clock that stands still between them.</summary>
public sealed class JobStateTests : IAsyncLifetime
{
    readonly ManualTimeProvider _clock = new();
    readonly Service _service;
    readonly VertexClient _client;

    public JobStateTests()
    {
        _service = Service.Start(new TuningEmulatorOptions { TimeProvider = _clock, TuningDuration = TimeSpan.FromSeconds(10) });
        _client = new VertexClient(_service);
    }

    // Four examples and one epoch are one step.
    public async ValueTask InitializeAsync() => await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers[..4]));

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_job_goes_through_its_states_in_its_time()
    {
        var job = await _client.CreateAsync(VertexClient.Job(epochs: 1));
        await _clock.ArmedAsync();
        Assert.Equal("JOB_STATE_PENDING", (string)(await _client.PollAsync(job))["state"]!);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.ArmedAsync();
        var running = await _client.UntilAsync(job, j => (string?)j["tuningJobState"] == "TUNING_JOB_STATE_TUNING");
        Assert.Equal("JOB_STATE_RUNNING", (string)running["state"]!);
        Assert.Equal("2024-03-14T15:09:27.000000000Z", (string)running["startTime"]!);
        Assert.Equal("4", (string)running["tuningDataStats"]!["supervisedTuningDataStats"]!["tuningDatasetExampleCount"]!);

        _clock.Advance(TimeSpan.FromSeconds(8));
        await _client.UntilAsync(job, j => (string?)j["tuningJobState"] == "TUNING_JOB_STATE_POST_PROCESSING");
        await _clock.ArmedAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var done = await _client.EndedAsync(job);
        Assert.Equal(("JOB_STATE_SUCCEEDED", "2024-03-14T15:09:36.000000000Z"), ((string)done["state"]!, (string)done["endTime"]!));
        Assert.Null(done["tuningJobState"]);
    }

    [Theory]
    [InlineData("JOB_STATE_PENDING", null)]
    [InlineData("JOB_STATE_RUNNING", "TUNING_JOB_STATE_TUNING")]
    [InlineData("JOB_STATE_RUNNING", "TUNING_JOB_STATE_POST_PROCESSING")]
    public async Task A_job_can_be_cancelled_in_each_state(string state, string? stage)
    {
        var job = await _client.CreateAsync(VertexClient.Job(epochs: 1));
        await _clock.ArmedAsync();
        if (stage is not null)
            _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.ArmedAsync();
        if (stage == "TUNING_JOB_STATE_POST_PROCESSING")
            _clock.Advance(TimeSpan.FromSeconds(8));
        await _client.UntilAsync(job, j => (string)j["state"]! == state && (string?)j["tuningJobState"] == stage);
        await _clock.ArmedAsync();

        Assert.Empty(await _client.CancelAsync(job));
        var ended = await _client.EndedAsync(job);
        Assert.Equal(("JOB_STATE_CANCELLED", 1), ((string)ended["state"]!, (int)ended["error"]!["code"]!));
        Assert.Null(ended["tunedModel"]);
        Assert.Null(ended["tuningJobState"]);
        Assert.Empty((await _client.GetAsync("endpoints")).Json);

        await _client.CancelAsync(job);
        Assert.Equal(ended.ToJsonString(), (await _client.PollAsync(job)).ToJsonString());
    }

    [Fact]
    public async Task One_job_runs_in_a_region_and_the_next_waits_for_its_end()
    {
        var first = await _client.CreateAsync(VertexClient.Job(epochs: 1));
        var second = await _client.CreateAsync(VertexClient.Job(epochs: 1));
        var third = await _client.CreateAsync(VertexClient.Job(epochs: 1));
        var waiting = await _client.PollAsync(third);
        Assert.Equal(("JOB_STATE_QUEUED", "TUNING_JOB_STATE_WAITING_FOR_QUOTA"), ((string)waiting["state"]!, (string)waiting["tuningJobState"]!));

        await _client.CancelAsync(second);
        Assert.Equal("JOB_STATE_CANCELLED", (string)(await _client.EndedAsync(second))["state"]!);
        Assert.Equal("JOB_STATE_QUEUED", (string)(await _client.PollAsync(third))["state"]!);

        var ends = Task.WhenAll(_client.EndedAsync(first), _client.EndedAsync(third));
        await _clock.DriveAsync(ends);
        Assert.All(await ends, job => Assert.Equal("JOB_STATE_SUCCEEDED", (string)job["state"]!));
        Assert.True(string.CompareOrdinal((string)(await ends)[0]["endTime"]!, (string)(await ends)[1]["startTime"]!) <= 0);
    }

    [Fact]
    public async Task Another_region_and_another_project_have_a_quota_of_their_own()
    {
        await _client.CreateAsync(VertexClient.Job(epochs: 1));
        foreach (var parent in new[] { "projects/my-project/locations/europe-west4", "projects/other/locations/us-central1" })
        {
            var client = new VertexClient(_service, parent);
            Assert.Equal("JOB_STATE_PENDING", (string)(await client.PollAsync(await client.CreateAsync(VertexClient.Job(epochs: 1))))["state"]!);
        }
    }

    [Fact]
    public async Task An_emulator_stops_whatever_its_jobs_are_at()
    {
        await _client.CreateAsync(VertexClient.Job(epochs: 1));
        await _client.CreateAsync(VertexClient.Job(epochs: 1));
        await _client.CreateAsync(BatchTests.Batch(), "batchPredictionJobs");
        await _clock.ArmedAsync();
        await _service.DisposeAsync().AsTask().WaitAsync(Raw.Patience);
    }
}

using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

public sealed class BatchTests : IDisposable
{
    const string Started = $$"""{"name": "{{VertexScript.Parent}}/batchPredictionJobs/2", "state": "JOB_STATE_PENDING", "labels": {"geminituning-request": "numbers-1"} }""";

    readonly ScriptedService _script = new();
    readonly PromptFile _prompts = VertexScript.Prompts("1", "2");

    public void Dispose()
    {
        _script.Dispose();
        _prompts.Dispose();
    }

    BatchRequest Request => new() { Id = "numbers-1", Model = VertexScript.Model, Prompts = _prompts };

    IEnumerable<string> Verbs => _script.Requests.Select(request => request.Method.Method);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_whose_answer_is_lost_is_looked_up_by_its_label_and_not_made_twice(bool noAnswer)
    {
        _script.TakesUpload();
        if (noAnswer)
            _script.Throws(new HttpRequestException("lost"));
        else
            _script.Answers("""{"name": ""}""");
        _script.Answers($$"""{"batchPredictionJobs": [{"name": "{{VertexScript.Parent}}/batchPredictionJobs/3"}], "nextPageToken": "2"}""").Answers($$"""{"batchPredictionJobs": [{{Started}}]}""");
        var batch = await _script.VertexWithRetries().CreateBatchAsync(Request);
        Assert.Equal(($"{VertexScript.Parent}/batchPredictionJobs/2", 2, JobState.Pending), (batch.Name, batch.PromptCount, batch.State));
        Assert.Equal(["GET", "POST", "PUT", "POST", "GET", "GET"], Verbs);
    }

    [Fact]
    public async Task A_create_that_was_not_carried_out_is_made_again_and_one_that_is_refused_is_not()
    {
        _script.TakesUpload().Answers("{}", HttpStatusCode.ServiceUnavailable).Answers("{}").Answers("""{"error": {"code": 400, "message": "no"}}""", HttpStatusCode.BadRequest);
        Assert.Equal("no", (await Assert.ThrowsAsync<TuningServiceException>(() => _script.VertexWithRetries().CreateBatchAsync(Request))).Message);
        Assert.Equal(["GET", "POST", "PUT", "POST", "GET", "POST"], Verbs);
    }

    [Fact]
    public async Task Without_a_bucket_nothing_is_uploaded()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex(VertexScript.Options(bucket: null)).CreateBatchAsync(Request));
        Assert.Empty(_script.Requests);
    }

    [Fact]
    public async Task A_model_that_is_not_ready_answers_no_batch()
    {
        _script.Answers("""{"state": "JOB_STATE_RUNNING"}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().CreateBatchAsync(Request with { Model = VertexScript.Job }));
        Assert.Equal((TuningServiceErrorKind.NotReady, null), (fault.Kind, fault.StatusCode));
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_finished_job_without_a_model_answers_no_batch_and_is_not_waited_for()
    {
        _script.Answers("""{"state": "JOB_STATE_SUCCEEDED", "tunedModel": {} }""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().CreateBatchAsync(Request with { Model = VertexScript.Job }));
        Assert.StartsWith($"The tuning job {VertexScript.Job} succeeded, but names no model", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUCCEEDED", true, false)]
    [InlineData("PARTIALLY_SUCCEEDED", true, false)]
    [InlineData("FAILED", true, true)]
    [InlineData("CANCELLED", true, true)]
    [InlineData("EXPIRED", true, true)]
    [InlineData("RUNNING", false, false)]
    [InlineData("QUEUED", false, false)]
    [InlineData("CANCELLING", false, false)]
    [InlineData("OF_TOMORROW", false, false)]
    public async Task A_state_tells_whether_it_has_ended_and_well(string state, bool isDone, bool hasError)
    {
        _script.Answers($$"""{"state": "JOB_STATE_{{state}}"}""");
        var batch = await _script.Vertex().GetBatchAsync("1");
        Assert.Equal((isDone, hasError), (batch.Done, batch.Error is not null));
        Assert.Equal($"{VertexScript.Parent}/batchPredictionJobs/1", batch.Name);
    }

    [Fact]
    public async Task All_that_the_service_says_of_a_batch_is_read()
    {
        _script.Answers($$"""
            {"batchPredictionJobs": [{"name": "{{VertexScript.Parent}}/batchPredictionJobs/1", "displayName": "numbers", "model": "{{VertexScript.Model}}", "state": "JOB_STATE_FAILED",
              "inputConfig": {"gcsSource": {"uris": ["gs://my-bucket/p.jsonl"]} }, "outputInfo": {"gcsOutputDirectory": "gs://my-bucket/out/prediction-1"},
              "completionStats": {"successfulCount": "5000000000", "failedCount": "2"}, "error": {"code": 3, "message": "No lines."}, "labels": {"team": "a"},
              "createTime": "2026-03-14T15:09:26Z", "startTime": "2026-03-14T15:09:27Z", "endTime": "2026-03-14T15:09:28Z"}]}
            """)
            .Answers($$"""{"tuningJobs": [{"name": "{{VertexScript.Parent}}/tuningJobs/1", "tunedModelDisplayName": "numbers", "tunedModel": {"model": "{{VertexScript.Model}}"} }]}""");
        var batch = Assert.Single(await _script.Vertex().ListBatchesAsync().ToListAsync());
        Assert.Equal(("numbers", VertexScript.Model, JobState.Failed), (batch.DisplayName, batch.RegistryName, batch.State));
        Assert.Equal(($"{VertexScript.Parent}/tuningJobs/1", "numbers"), (batch.Model, batch.ModelDisplayName));
        Assert.Equal(("gs://my-bucket/p.jsonl", "gs://my-bucket/out/prediction-1"), (batch.InputUri, batch.OutputUri));
        Assert.Equal((5_000_000_000, 2, "INVALID_ARGUMENT: No lines.", "a"), (batch.Answered, batch.Failed, batch.Error!.ToString(), batch.Labels["team"]));
        Assert.Equal((26, 27, 28), (batch.CreateTime!.Value.Second, batch.StartTime!.Value.Second, batch.EndTime!.Value.Second));
        Assert.Null(batch.PromptCount);
    }

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    public async Task The_number_of_prompts_is_read_from_the_batchs_label(string label, int? count)
    {
        _script.Answers($$"""{"state": "JOB_STATE_RUNNING", "labels": {"geminituning-prompts": "{{label}}"} }""");
        Assert.Equal(count, (await _script.Vertex().GetBatchAsync("1")).PromptCount);
    }

    [Fact]
    public async Task Answers_are_read_from_all_files_and_pages_and_from_nothing_else()
    {
        static string Line(int row) => $$"""{"request": {"labels": {"geminituning-row": "{{row}}"} }, "response": {} }""" + "\n";
        _script.Answers("""{"items": [{"name": "out/predictions_1.jsonl"}, {"name": "out/errors.txt"}], "nextPageToken": "p 2"}""")
            .Answers("""{"items": [{"name": "out/empty.jsonl"}, {"name": "out/a b#?.jsonl"}]}""")
            .Answers($$"""{"size": "{{Line(3).Length + Line(1).Length}}"}""").AnswersContent(Line(3) + Line(1), isPart: false, breaksOff: false)
            .Answers("""{"size": "0"}""")
            .Answers($$"""{"size": "{{Line(2).Length}}", "generation": "17"}""").AnswersContent(Line(2), isPart: false, breaksOff: false);
        var answers = await _script.Vertex().ReadAnswersAsync(new TunedModelBatch { Name = "b", OutputUri = "gs://my-bucket/out" }).ToListAsync();
        Assert.Equal([3, 1, 2], answers.Select(answer => answer.Response.Row));
        Assert.Equal(
        [
            "GET /storage/v1/b/my-bucket/o?prefix=out%2F", "GET /storage/v1/b/my-bucket/o?prefix=out%2F&pageToken=p%202",
            "GET /storage/v1/b/my-bucket/o/out%2Fpredictions_1.jsonl", "GET /storage/v1/b/my-bucket/o/out%2Fpredictions_1.jsonl?alt=media",
            "GET /storage/v1/b/my-bucket/o/out%2Fempty.jsonl",
            "GET /storage/v1/b/my-bucket/o/out%2Fa%20b%23%3F.jsonl", "GET /storage/v1/b/my-bucket/o/out%2Fa%20b%23%3F.jsonl?alt=media&generation=17",
        ], _script.Paths());
    }

    [Theory]
    [InlineData("""["JOB_STATE_RUNNING", "JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"]""")]
    [InlineData("""["JOB_STATE_SUCCEEDED"]""")]
    public async Task A_batch_is_watched_by_the_connections_clock_until_it_has_ended(string states)
    {
        var clock = new ManualTimeProvider();
        var service = _script.Vertex(VertexScript.Options() with { Clock = clock, RequestTimeout = Timeout.InfiniteTimeSpan });
        var all = System.Text.Json.JsonSerializer.Deserialize<string[]>(states)!;
        foreach (var state in all)
            _script.Answers($$"""{"state": "{{state}}"}""");
        var watch = new BatchWaiter(service, TimeSpan.FromHours(1)).WatchAsync("1").ToListAsync();
        await clock.DriveAsync(watch);
        var seen = await watch;
        Assert.Equal(all.Length, seen.Count);
        Assert.Equal([true], seen.Skip(all.Length - 1).Select(batch => batch.Done));
    }

    [Fact]
    public async Task A_batch_that_is_not_there_is_not_waited_for()
    {
        _script.Answers("{}", HttpStatusCode.NotFound);
        await Assert.ThrowsAsync<TuningServiceException>(() => new BatchWaiter(_script.Vertex(), TimeSpan.Zero).WatchAsync("1").ToListAsync());
    }
}

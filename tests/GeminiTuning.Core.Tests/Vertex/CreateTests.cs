using System.Net;
using System.Text.Json.Nodes;

namespace GeminiTuning.Tests.Vertex;

public sealed class CreateTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Examples_become_lines_in_the_form_of_contents()
    {
        _script.TakesUpload().Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request);
        Assert.Equal("""
            {"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}
            {"systemInstruction":{"parts":[{"text":"Count."}]},"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}

            """.ReplaceLineEndings("\n"), _script.Requests[2].Body);
    }

    [Fact]
    public async Task A_create_sends_every_field_that_is_set_and_no_other()
    {
        _script.Answers(VertexScript.Done).Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request with
        {
            TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl"),
            ValidationData = new ExamplesAtUri("gs://b-1/v.jsonl"),
            SourceModel = VertexScript.Job,
            SourceCheckpoint = "2",
            DisplayName = "d",
            Description = "e",
            ExportLastCheckpointOnly = true,
            KmsKeyName = "k",
            ServiceAccount = "s",
            Labels = new Dictionary<string, string> { ["team"] = "a" },
            Hyperparameters = new Hyperparameters { EpochCount = 5, LearningRateMultiplier = 0.1f, AdapterSize = 4 },
        });
        _script.Requests[1].BodyIs($$"""
            {
              "tunedModelDisplayName": "d", "description": "e",
              "preTunedModel": {"tunedModelName": "{{VertexScript.Model}}", "checkpointId": "2"},
              "supervisedTuningSpec": {
                "trainingDatasetUri": "gs://b-1/t.jsonl", "validationDatasetUri": "gs://b-1/v.jsonl",
                "hyperParameters": {"epochCount": "5", "learningRateMultiplier": 0.1, "adapterSize": "ADAPTER_SIZE_FOUR"},
                "exportLastCheckpointOnly": true
              },
              "labels": {"team": "a", "geminituning-request": "number-generator-1"},
              "encryptionSpec": {"kmsKeyName": "k"}, "serviceAccount": "s"
            }
            """);
    }

    [Fact]
    public async Task A_create_without_settings_names_the_dataset_the_usual_base_model_and_itself()
    {
        _script.Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl") });
        _script.Request.BodyIs("""{"baseModel": "gemini-3.5-flash", "supervisedTuningSpec": {"trainingDatasetUri": "gs://b-1/t.jsonl"}, "labels": {"geminituning-request": "number-generator-1"}}""");
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_looked_up_by_its_label_and_not_made_twice()
    {
        _script.Throws(new HttpRequestException("lost"))
            .Answers($$"""
                {"tuningJobs": [{"name": "{{VertexScript.Parent}}/tuningJobs/3", "labels": {"geminituning-request": "other"} },
                 {"name": "{{VertexScript.Parent}}/tuningJobs/2", "state": "JOB_STATE_PENDING", "labels": {"geminituning-request": "number-generator-1"} }]}
                """);
        var operation = await _script.VertexWithRetries().CreateTunedModelAsync(VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl") });
        Assert.Equal($"{VertexScript.Parent}/tuningJobs/2", operation.Name);
        Assert.Equal(["POST", "GET"], _script.Requests.Select(request => request.Method.Method));
    }

    [Fact]
    public async Task A_create_that_was_not_carried_out_is_made_again_after_the_look_up()
    {
        _script.Answers("{}", HttpStatusCode.ServiceUnavailable).Answers("{}").Answers(VertexScript.Done);
        await _script.VertexWithRetries().CreateTunedModelAsync(VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl") });
        Assert.Equal(["POST", "GET", "POST"], _script.Requests.Select(request => request.Method.Method));
    }

    [Fact]
    public async Task A_create_that_is_refused_is_made_once()
    {
        _script.Answers("""{"error": {"code": 400, "message": "no"}}""", HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.VertexWithRetries().CreateTunedModelAsync(VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl") }));
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task The_same_examples_have_the_same_name_and_are_not_sent_again()
    {
        _script.TakesUpload().Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request);
        var looked = _script.Requests[0].Uri;
        var sent = _script.Requests[1].Json;
        _script.Answers(new JsonObject { ["size"] = $"{_script.Requests[2].Body!.Length}", ["crc32c"] = (string)sent["crc32c"]! }.ToJsonString()).Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request);
        Assert.Equal(looked, _script.Requests[4].Uri);
        Assert.Equal(6, _script.Requests.Count);
        Assert.Equal($"gs://my-bucket/{(string)sent["name"]!}", (string)_script.Requests[5].Json["supervisedTuningSpec"]!["trainingDatasetUri"]!);
    }

    [Theory]
    [InlineData("""{"size": "1", "crc32c": "x"}""", HttpStatusCode.OK)]
    [InlineData("""{"error": {"code": 403, "message": "may not look"}}""", HttpStatusCode.Forbidden)]
    public async Task What_lies_there_and_is_another_or_may_not_be_looked_at_is_sent(string answer, HttpStatusCode status)
    {
        _script.Answers(answer, status).Answers("", HttpStatusCode.OK, ("Location", VertexScript.Session)).Answers("{}").Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request);
        Assert.Equal(["GET", "POST", "PUT", "POST"], _script.Requests.Select(request => request.Method.Method));
    }

    [Fact]
    public async Task Without_a_bucket_nothing_is_sent()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex(VertexScript.Options(bucket: null)).CreateTunedModelAsync(VertexScript.Request));
        Assert.Empty(_script.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://example.com/x?upload_id=1")]
    [InlineData("http://storage.googleapis.com/x?upload_id=1")]
    public async Task A_session_at_another_place_is_sent_nothing(string session)
    {
        _script.Answers("{}", HttpStatusCode.NotFound).Answers("", HttpStatusCode.OK, session.Length == 0 ? [] : [("Location", session)]);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().CreateTunedModelAsync(VertexScript.Request));
        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_begun_anew_three_times_at_the_most()
    {
        _script.Answers("{}", HttpStatusCode.NotFound);
        for (var session = 0; session < 3; session++)
            _script.Answers("", HttpStatusCode.OK, ("Location", VertexScript.Session)).Answers("{}", HttpStatusCode.Gone);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().CreateTunedModelAsync(VertexScript.Request));
        Assert.Equal(7, _script.Requests.Count);
    }

    [Fact]
    public async Task The_address_of_a_session_is_in_no_log_and_goes_with_no_credential()
    {
        var lines = new List<string>();
        _script.TakesUpload().Answers(VertexScript.Done);
        await _script.Vertex(VertexScript.Options() with { Credential = new AccessTokenCredential("a-token") }, lines.Add).CreateTunedModelAsync(VertexScript.Request);
        Assert.Contains(lines, line => line.StartsWith("PUT https://storage.googleapis.com/upload/", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("SECRET", StringComparison.Ordinal));
        Assert.Equal([true, true, false, true], _script.Requests.Select(request => request.Headers.Authorization is not null));
    }

    [Fact]
    public async Task How_far_an_upload_is_is_told()
    {
        var told = new List<UploadProgress>();
        _script.TakesUpload().Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request with { OnUpload = told.Add });
        Assert.Equal((0, told[^1].Total), (told[0].Sent, told[^1].Sent));
        Assert.StartsWith("gs://my-bucket/geminituning/", told[0].Uri, StringComparison.Ordinal);
    }
}

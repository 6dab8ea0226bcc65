using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

/// <summary>What stands in the requests, value by value.</summary>
public sealed class RequestBodyTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_prompt_is_sent_with_every_setting()
    {
        _script.Answers(VertexScript.Answer);
        await _script.Vertex().GenerateAsync(new GenerationRequest
        {
            Model = VertexScript.Endpoint,
            Prompt = "数 \"7\"",
            SystemInstruction = "Count.",
            Temperature = 0.7f,
            TopP = 0.95f,
            TopK = 40,
            MaxOutputTokens = 3,
            CandidateCount = 2,
            Seed = 1,
            StopSequences = ["z", "\n"],
            SafetySettings = new Dictionary<HarmCategory, HarmBlockThreshold> { [HarmCategory.HateSpeech] = HarmBlockThreshold.BlockOnlyHigh },
        });
        _script.Request.BodyIs("""
            {
              "contents": [{"role": "user", "parts": [{"text": "数 \"7\""}]}],
              "systemInstruction": {"parts": [{"text": "Count."}]},
              "safetySettings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "BLOCK_ONLY_HIGH"}],
              "generationConfig": {"candidateCount": 2, "stopSequences": ["z", "\n"], "maxOutputTokens": 3, "temperature": 0.7, "topP": 0.95, "topK": 40, "seed": 1}
            }
            """);
    }

    [Fact]
    public async Task A_batch_is_sent_with_every_setting()
    {
        _script.Answers(VertexScript.Done).TakesUpload().Answers($$"""{"name": "{{VertexScript.Parent}}/batchPredictionJobs/1"}""");
        using var prompts = VertexScript.Prompts("1");
        var batch = await _script.Vertex(VertexScript.Options(bucket: "gs://my-bucket/a folder")).CreateBatchAsync(new BatchRequest
        {
            Id = "numbers-1",
            Model = VertexScript.Job,
            Prompts = prompts,
            DisplayName = "numbers",
            Labels = new Dictionary<string, string> { ["team"] = "a" },
            KmsKeyName = "k",
            ServiceAccount = "s",
        });
        Assert.Equal((1, $"{VertexScript.Parent}/batchPredictionJobs/1"), (batch.PromptCount, batch.Name));
        _script.Requests[^1].BodyIs($$"""
            {
              "displayName": "numbers", "model": "{{VertexScript.Model}}",
              "inputConfig": {"instancesFormat": "jsonl", "gcsSource": {"uris": ["gs://my-bucket/a folder/geminituning/{{prompts.File.Sha256}}.jsonl"]} },
              "outputConfig": {"predictionsFormat": "jsonl", "gcsDestination": {"outputUriPrefix": "gs://my-bucket/a folder/geminituning/numbers-1"} },
              "labels": {"team": "a", "geminituning-request": "numbers-1", "geminituning-prompts": "1"}, "encryptionSpec": {"kmsKeyName": "k"}, "serviceAccount": "s"
            }
            """);
    }

    [Fact]
    public async Task A_batch_without_settings_is_named_after_its_request()
    {
        _script.TakesUpload().Answers($$"""{"name": "{{VertexScript.Parent}}/batchPredictionJobs/1"}""");
        using var prompts = VertexScript.Prompts("1");
        await _script.Vertex().CreateBatchAsync(new BatchRequest { Id = "numbers-1", Model = VertexScript.Model, Prompts = prompts });
        _script.Requests[^1].BodyIs($$"""
            {
              "displayName": "numbers-1", "model": "{{VertexScript.Model}}",
              "inputConfig": {"instancesFormat": "jsonl", "gcsSource": {"uris": ["gs://my-bucket/geminituning/{{prompts.File.Sha256}}.jsonl"]} },
              "outputConfig": {"predictionsFormat": "jsonl", "gcsDestination": {"outputUriPrefix": "gs://my-bucket/geminituning/numbers-1"} },
              "labels": {"geminituning-request": "numbers-1", "geminituning-prompts": "1"}
            }
            """);
    }

    [Fact]
    public async Task An_upload_names_the_object_its_type_its_length_and_its_hash_and_sends_it_whole()
    {
        _script.Answers("{}", HttpStatusCode.NotFound).Answers("", HttpStatusCode.OK, ("Location", VertexScript.Session)).Answers("{}").Answers(VertexScript.Done);
        using var file = new TrainingFile(VertexForm.Write);
        file.Add("1", "2");
        file.Complete();
        await _script.Vertex(VertexScript.Options() with { Uploader = new Adapters.GoogleUploader() }).CreateTunedModelAsync(VertexScript.Request with { TrainingData = file.Data });

        var name = $"geminituning/{file.File.Sha256}.jsonl";
        Assert.Equal($"GET /storage/v1/b/my-bucket/o/{Uri.EscapeDataString(name)}", _script.Requests[0].ToString());
        Assert.Equal($"POST /upload/storage/v1/b/my-bucket/o?uploadType=resumable&name={Uri.EscapeDataString(name)}", _script.Requests[1].ToString());
        _script.Requests[1].BodyIs($$"""{"name": "{{name}}", "contentType": "application/jsonl", "crc32c": "{{file.File.Crc32c}}"}""");
        Assert.Equal(["application/jsonl"], _script.Requests[1].Headers.GetValues("X-Upload-Content-Type"));
        Assert.Equal([$"{file.Length}"], _script.Requests[1].Headers.GetValues("X-Upload-Content-Length"));
        Assert.Equal((HttpMethod.Put, VertexScript.Session, $"bytes 0-{file.Length - 1}/{file.Length}"), (_script.Requests[2].Method, _script.Requests[2].Uri.AbsoluteUri, _script.Requests[2].ContentRange));
    }

    [Fact]
    public async Task How_far_a_session_is_is_asked_without_a_content_after_a_fault()
    {
        _script.Answers("{}", HttpStatusCode.NotFound).Answers("", HttpStatusCode.OK, ("Location", VertexScript.Session))
            .Answers("{}", HttpStatusCode.ServiceUnavailable).Answers("", HttpStatusCode.PermanentRedirect, ("Range", "bytes=0-9")).Answers("{}").Answers(VertexScript.Done);
        await _script.Vertex(VertexScript.Options(retries: new ImmediateRetries(1)) with { Uploader = new Adapters.GoogleUploader() }).CreateTunedModelAsync(VertexScript.Request);
        var length = _script.Requests[2].Body!.Length;
        Assert.Equal([$"bytes 0-{length - 1}/{length}", $"bytes */{length}", $"bytes 10-{length - 1}/{length}"], _script.Requests.Skip(2).Take(3).Select(request => request.ContentRange));
        Assert.Equal(["", _script.Requests[2].Body![10..]], _script.Requests.Skip(3).Take(2).Select(request => request.Body ?? ""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public async Task An_adapter_size_is_one_of_the_services_and_comes_back_as_it_went(int size)
    {
        _script.Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(VertexScript.Request with { TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl"), Hyperparameters = new Hyperparameters { AdapterSize = size } });
        var spec = _script.Request.Json["supervisedTuningSpec"]!;
        Assert.Contains((string)spec["hyperParameters"]!["adapterSize"]!, Protos.Vertex.Enum("SupervisedHyperParameters.AdapterSize"));

        _script.Answers($$"""{"supervisedTuningSpec": {{spec.ToJsonString()}} }""");
        Assert.Equal(size, (await _script.Vertex().GetTunedModelAsync("1")).Hyperparameters.AdapterSize);
    }

    [Fact]
    public async Task A_threshold_is_one_of_the_services()
    {
        foreach (var threshold in Enum.GetValues<HarmBlockThreshold>())
        {
            _script.Answers(VertexScript.Answer);
            await _script.Vertex().GenerateAsync(new GenerationRequest { Model = VertexScript.Endpoint, Prompt = "7", SafetySettings = new Dictionary<HarmCategory, HarmBlockThreshold> { [HarmCategory.Harassment] = threshold } });
            Assert.Contains((string)_script.Requests[^1].Json["safetySettings"]![0]!["threshold"]!, Protos.Vertex.Enum("SafetySetting.HarmBlockThreshold"));
        }
    }

    [Fact]
    public async Task Every_state_of_the_services_is_known()
    {
        foreach (var state in Protos.Vertex.Enum("JobState"))
        {
            _script.Answers($$"""{"state": "{{state}}"}""").Answers($$"""{"state": "{{state}}"}""");
            Assert.NotEqual(JobState.Unknown, (await _script.Vertex().GetOperationAsync("1")).JobState);
            Assert.NotEqual(JobState.Unknown, (await _script.Vertex().GetBatchAsync("1")).State);
        }
        // REST reference, projects.locations.tuningJobs: TuningJobState.
        foreach (var state in (string[])["UNSPECIFIED", "WAITING_FOR_QUOTA", "PROCESSING_DATASET", "WAITING_FOR_CAPACITY", "TUNING", "POST_PROCESSING"])
        {
            _script.Answers($$"""{"state": "JOB_STATE_RUNNING", "tuningJobState": "TUNING_JOB_STATE_{{state}}"}""");
            Assert.NotEqual(TuningJobState.Unknown, (await _script.Vertex().GetOperationAsync("1")).TuningJobState);
        }
    }
}

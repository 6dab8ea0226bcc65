using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Vertex;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>Every route, what it takes and what it answers, against the service's own protos.</summary>
public sealed class ProtoTests : IAsyncLifetime
{
    // The reference and Google's SDKs have these, and the published protos do not.
    static readonly string[] s_unpublished = ["TuningJob.tuningJobState", "TuningJob.tuningJobMetadata"];

    static readonly Dictionary<string, ProtoMessage> s_tables = new()
    {
        ["TuningJob"] = VertexProtos.TuningJob,
        ["SupervisedTuningSpec"] = VertexProtos.SupervisedTuningSpec,
        ["SupervisedHyperParameters"] = VertexProtos.HyperParameters,
        ["EvaluationConfig"] = VertexProtos.EvaluationConfig,
        ["Metric"] = VertexProtos.Metric,
        ["EvaluateDatasetRun"] = VertexProtos.EvaluateDatasetRun,
        ["PreferenceOptimizationSpec"] = VertexProtos.PreferenceOptimizationSpec,
        ["PreferenceOptimizationHyperParameters"] = VertexProtos.PreferenceHyperParameters,
        ["EncryptionSpec"] = VertexProtos.EncryptionSpec,
        ["PreTunedModel"] = VertexProtos.TuningJob.Find("pre_tuned_model")!.Message!,
        ["BatchPredictionJob"] = VertexProtos.BatchPredictionJob,
        ["BatchPredictionJob.InputConfig"] = VertexProtos.BatchPredictionJob.Find("input_config")!.Message!,
        ["BatchPredictionJob.OutputConfig"] = VertexProtos.BatchPredictionJob.Find("output_config")!.Message!,
        ["UndeployModelRequest"] = VertexProtos.UndeployModel,
        ["Model"] = VertexProtos.Model,
        ["Endpoint"] = VertexProtos.Endpoint,
        ["PublisherModel"] = VertexProtos.PublisherModel,
        ["GenerateContentRequest"] = VertexGenerationProtos.Request,
        ["CountTokensRequest"] = VertexGenerationProtos.CountTokens,
        ["GenerationConfig"] = VertexGenerationProtos.GenerationConfig,
        ["GenerationConfig.ThinkingConfig"] = VertexGenerationProtos.GenerationConfig.Find("thinking_config")!.Message!,
        ["Content"] = VertexGenerationProtos.Content,
        ["Part"] = VertexGenerationProtos.Content.Find("parts")!.Message!,
        ["SafetySetting"] = VertexGenerationProtos.Request.Find("safety_settings")!.Message!,
    };

    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public ProtoTests() => _client = new VertexClient(_service);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    /// <summary>Every route in every version of its service.</summary>
    public static TheoryData<string, string, string, string> Served
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var route in Routes.Of(new Backend(new TuningEmulatorOptions(), folder: null)).Where(r => r.Api.Host == VertexRoutes.Service.Host))
            {
                foreach (var version in route.Api.Roots.Where(r => r != "ui" && route.Name != "getOperation"))
                    data.Add(version, route.Name, route.Verb, route.Pattern.Replace("**", "*", StringComparison.Ordinal));
            }

            return data;
        }
    }

    public static TheoryData<string, string> Tables
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var message in s_tables.Keys)
            {
                data.Add("v1", message);
                data.Add("v1beta1", message);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Served))]
    public void Each_route_is_a_method_of_the_protos(string version, string name, string verb, string path)
    {
        // A tuned model's name is rejected by a method that takes publishers' models.
        var asked = path.Replace("publishers/google", "publishers/*", StringComparison.Ordinal);
        asked = name is "generateContent" or "streamGenerateContent" or "countTokens" && asked.StartsWith("projects/*/locations/*/models/*:", StringComparison.Ordinal)
            ? asked.Replace("/models/", "/publishers/*/models/", StringComparison.Ordinal)
            : asked;
        Assert.Contains((name, verb, asked), ProtosOf(version).Methods);
    }

    [Theory]
    [MemberData(nameof(Served))]
    public void Each_route_takes_the_query_parameters_of_its_method(string version, string name, string verb, string path)
    {
        var route = Routes.Of(new Backend(new TuningEmulatorOptions(), folder: null)).First(r =>
            r.Name == name && r.Verb == verb && r.Pattern.Replace("**", "*", StringComparison.Ordinal) == path && r.Api.Host == VertexRoutes.Service.Host);
        Assert.Empty(ProtosOf(version).QueryOf(name).Select(ProtoNames.ToSnake).Except(route.QueryFields));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_field_of_a_message_is_known(string version, string message) =>
        Assert.All(ProtosOf(version).Fields(message).Keys, field => Assert.NotNull(s_tables[message].Find(field)));

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public void Enums_have_the_numbers_of_the_protos(string version)
    {
        foreach (var type in typeof(VertexEnums).GetProperties().Select(p => (ProtoEnum)p.GetValue(null)!).Where(e => e != VertexEnums.TuningJobState))
        {
            // Each version lacks some of these.
            if (version == "v1" ? type == VertexEnums.TuningMode : type == VertexEnums.TrafficType || type == VertexEnums.ThinkingLevel)
                continue;
            var numbers = ProtosOf(version).Numbers(type.Name);
            Assert.All(type.Values.Where(v => numbers.ContainsKey(v.Key)), v => Assert.Equal(numbers[v.Key], v.Value));
            if (type != VertexEnums.OpenSourceCategory)
                Assert.Empty(numbers.Keys.Except(type.Values.Keys));
        }
    }

    [Fact]
    public async Task Every_answer_has_the_protos_fields_with_their_types()
    {
        await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers) + "\n" + VertexClient.Line(new string('x', 600_000), "y"));
        await _client.UploadAsync("{", "gs://my-bucket/bad.jsonl");
        var body = VertexClient.Job(epochs: 3);
        body["description"] = "d";
        body["labels"] = new JsonObject { ["a"] = "b" };
        body["encryptionSpec"] = new JsonObject { ["kmsKeyName"] = "k" };
        body["serviceAccount"] = "s";
        body["supervisedTuningSpec"]!["validationDatasetUri"] = VertexClient.Dataset;
        body["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"] = "ADAPTER_SIZE_ONE";
        var created = await _client.CreateAsync((JsonObject)body.DeepClone());
        var job = await _client.EndedAsync(created);
        Check(created, "TuningJob");
        Check(job, "TuningJob");
        Check(await _client.EndedAsync(await _client.CreateAsync(VertexClient.Job(uri: "gs://my-bucket/bad.jsonl"))), "TuningJob");
        Check((await _client.GetAsync("tuningJobs?pageSize=1")).Json, "ListTuningJobsResponse");

        body.Remove("baseModel");
        body["preTunedModel"] = new JsonObject { ["tunedModelName"] = (string)job["tunedModel"]!["model"]!, ["checkpointId"] = "1" };
        body["supervisedTuningSpec"]!["exportLastCheckpointOnly"] = true;
        Check(await _client.EndedAsync(await _client.CreateAsync(body)), "TuningJob");

        Check((await _service.GetAsync($"v1/{job["tunedModel"]!["model"]}")).Json, "Model");
        var context = (await _service.GetAsync($"v1/{job["experiment"]}")).Json;
        Check(context, "Context");
        var tensorboard = (string)context["metadata"]!["backing_tensorboard_resource"]!;
        var runs = (await _service.GetAsync($"v1/{tensorboard}/experiments/{((string)job["experiment"]!).Split('/')[^1]}/runs?pageSize=1")).Json;
        Check(runs, "ListTensorboardRunsResponse");
        var series = (await _service.GetAsync($"v1/{runs["tensorboardRuns"]![0]!["name"]}/timeSeries?pageSize=1")).Json;
        Check(series, "ListTensorboardTimeSeriesResponse");
        var name = (string)series["tensorboardTimeSeries"]![0]!["name"]!;
        Check((await _service.GetAsync($"v1/{name}:read?maxDataPoints=-1")).Json["timeSeriesData"]!.AsObject(), "TimeSeriesData");
        Check((await _service.GetAsync($"v1/{tensorboard}:batchRead?timeSeries={name}")).Json, "BatchReadTensorboardTimeSeriesDataResponse");

        Check((await _client.GetAsync("models?pageSize=1")).Json, "ListModelsResponse");
        Check((await _service.GetAsync($"v1/{job["tunedModel"]!["model"]}:listCheckpoints")).Json, "ListModelVersionCheckpointsResponse");
        Check((await _service.GetAsync("v1/publishers/google/models/gemini-2.5-flash")).Json, "PublisherModel");
        Check((await _service.GetAsync($"v1/{job["tunedModel"]!["model"]}:listVersions?pageSize=1")).Json, "ListModelVersionsResponse");
        var endpoint = (await _service.GetAsync($"v1/{job["tunedModel"]!["endpoint"]}")).Json;
        Check(endpoint, "Endpoint");
        Check((await _client.GetAsync("endpoints?pageSize=1")).Json, "ListEndpointsResponse");
        Check((await _service.PostAsync($"v1/{endpoint["name"]}:generateContent", Service.Prompt("1"))).Json, "GenerateContentResponse");
        var logprobs = Service.Prompt("1");
        logprobs["generationConfig"] = JsonNode.Parse("""{"responseLogprobs": true, "logprobs": 2, "thinkingConfig": {"includeThoughts": true}}""");
        Check((await _service.PostAsync($"v1/{endpoint["name"]}:generateContent", logprobs)).Json, "GenerateContentResponse");
        Check((await _service.PostAsync($"v1/{endpoint["name"]}:countTokens", Service.Prompt("1"))).Json, "CountTokensResponse");
        Check((await _service.PostAsync($"v1/{endpoint["name"]}:generateContent", Service.Prompt("EMULATOR_BLOCK_PROMPT"))).Json, "GenerateContentResponse");

        var undeploy = new JsonObject { ["deployedModelId"] = endpoint["deployedModels"]![0]!["id"]!.DeepClone() };
        CheckOperation((await _service.PostAsync($"v1/{endpoint["name"]}:undeployModel", undeploy)).Json, "UndeployModelOperationMetadata");
        Check((await _service.GetAsync($"v1/{endpoint["name"]}")).Json, "Endpoint");
        CheckOperation((await _service.DeleteAsync($"v1/{endpoint["name"]}")).Json, "DeleteOperationMetadata");

        await _client.UndeployAsync((string)job["tunedModel"]!["model"]!);
        CheckOperation((await _service.DeleteAsync($"v1/{job["tunedModel"]!["model"]}:deleteVersion")).Json, "DeleteOperationMetadata");

        await _client.UploadAsync($$"""{"request": {{Service.Prompt("1").ToJsonString()}}}""", "gs://my-bucket/prompts.jsonl");
        var batch = BatchTests.Batch();
        batch["labels"] = new JsonObject { ["a"] = "b" };
        batch["serviceAccount"] = "s";
        Check(await _client.EndedAsync(await _client.CreateAsync(batch, "batchPredictionJobs")), "BatchPredictionJob");
        Check((await _client.GetAsync("batchPredictionJobs")).Json, "ListBatchPredictionJobsResponse");
    }

    [Fact]
    public async Task Enums_have_the_protos_numbers()
    {
        await _client.UploadAsync(VertexClient.Lines(("1", "2")));
        var body = VertexClient.Job();
        body["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"] = 6;
        var job = await _client.EndedAsync(await _client.CreateAsync(body));
        Assert.Equal("ADAPTER_SIZE_TWO", (string)job["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"]!);
        var (_, numbered) = await _service.GetAsync($"v1/{job["name"]}?$alt=json;enum-encoding=int");
        Assert.Equal((4, 6), ((int)numbered["state"]!, (int)numbered["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"]!));
        var (_, answer) = await _service.PostAsync(
            $"v1/{job["tunedModel"]!["endpoint"]}:generateContent?$alt=json;enum-encoding=int", Service.Prompt("1"));
        Assert.Equal([4, 1, 3, 2], answer["candidates"]![0]!["safetyRatings"]!.AsArray().Select(r => (int)r!["category"]!));
    }

    static Protos ProtosOf(string version) => version == "v1" ? Protos.Vertex : Protos.VertexBeta;

    static void Check(JsonObject json, string message) => Assert.Empty(Protos.Vertex.Wrongs(json, message, s_unpublished));

    static void CheckOperation(JsonObject operation, string metadata)
    {
        Assert.Equal($"type.googleapis.com/google.cloud.aiplatform.v1.{metadata}", (string)operation["metadata"]!["@type"]!);
        Assert.Empty(Protos.Vertex.Wrongs((JsonObject)operation["metadata"]!, metadata, $"{metadata}.@type"));
    }
}

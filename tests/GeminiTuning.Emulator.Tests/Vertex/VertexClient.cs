using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>What a client of Vertex AI and of Cloud Storage does, in a project and a region of its own.</summary>
sealed class VertexClient(Service service, string parent = VertexClient.Parent)
{
    public const string Parent = "projects/my-project/locations/us-central1";
    public const string Base = "gemini-2.5-flash";
    public const string Dataset = "gs://my-bucket/train.jsonl";

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static readonly (string Input, string Output)[] Numbers =
    [
        ("1", "2"), ("3", "4"), ("-3", "-2"), ("twenty two", "twenty three"), ("two hundred", "two hundred one"),
        ("ninety nine", "one hundred"), ("8", "9"), ("-98", "-97"), ("thirteen", "fourteen"), ("seven", "eight"),
    ];

    public static string Line(string input, string output, string? system = null)
    {
        var line = new JsonObject
        {
            ["contents"] = new JsonArray(Turn("user", input), Turn("model", output)),
        };
        if (system is not null)
            line["systemInstruction"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = system }) };
        return line.ToJsonString();
    }

    public static string Lines(params (string Input, string Output)[] examples) =>
        string.Join('\n', examples.Select(e => Line(e.Input, e.Output)));

    /// <summary>The body of a create that is right.</summary>
    public static JsonObject Job(int epochs = 5, double multiplier = 1, string uri = Dataset) => new()
    {
        ["baseModel"] = Base,
        ["tunedModelDisplayName"] = "number generator",
        ["supervisedTuningSpec"] = new JsonObject
        {
            ["trainingDatasetUri"] = uri,
            ["hyperParameters"] = new JsonObject { ["epochCount"] = $"{epochs}", ["learningRateMultiplier"] = multiplier },
        },
    };

    /// <summary>Puts an object into a bucket, in the place of one that is there.</summary>
    public async Task<JsonObject> UploadAsync(string content, string uri = Dataset)
    {
        var slash = uri.IndexOf('/', 5);
        var (status, json) = await service.CallAsync(
            HttpMethod.Post, $"upload/storage/v1/b/{uri[5..slash]}/o?uploadType=media&name={Uri.EscapeDataString(uri[(slash + 1)..])}", content);
        Assert.True(status == 200, json.ToJsonString());
        return json;
    }

    /// <summary>What an object holds.</summary>
    public async Task<string> DownloadAsync(string uri)
    {
        var slash = uri.IndexOf('/', 5);
        using var response = await service.SendAsync(HttpMethod.Get, $"storage/v1/b/{uri[5..slash]}/o/{Uri.EscapeDataString(uri[(slash + 1)..])}?alt=media");
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<(int Status, JsonObject Json)> PostAsync(string path, JsonNode? body = null) => service.PostAsync($"v1/{parent}/{path}", body);

    public Task<(int Status, JsonObject Json)> GetAsync(string path) => service.GetAsync($"v1/{parent}/{path}");

    /// <summary>Creates a job that must be accepted.</summary>
    public async Task<JsonObject> CreateAsync(JsonObject? body = null, string kind = "tuningJobs")
    {
        var (status, job) = await PostAsync(kind, body ?? Job());
        Assert.True(status == 200, job.ToJsonString());
        return job;
    }

    /// <summary>The job as it is now.</summary>
    public async Task<JsonObject> PollAsync(JsonObject job) => (await service.GetAsync($"v1/{job["name"]}")).Json;

    public async Task<JsonObject> CancelAsync(JsonObject job)
    {
        var (status, json) = await service.PostAsync($"v1/{job["name"]}:cancel");
        Assert.True(status == 200, json.ToJsonString());
        return json;
    }

    /// <summary>Polls until a job is as it shall be.</summary>
    public async Task<JsonObject> UntilAsync(JsonObject job, Func<JsonObject, bool> reached)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var polled = await PollAsync(job);
            if (reached(polled))
                return polled;
            Assert.True(watch.Elapsed < s_patience, polled.ToJsonString());
            await Task.Delay(2);
        }
    }

    /// <summary>Polls until a job has ended.</summary>
    public Task<JsonObject> EndedAsync(JsonObject job) =>
        UntilAsync(job, j => (string)j["state"]! is "JOB_STATE_SUCCEEDED" or "JOB_STATE_FAILED" or "JOB_STATE_CANCELLED");

    /// <summary>Tunes to the end, with the numbers where nothing else is uploaded.</summary>
    public async Task<JsonObject> TuneAsync(JsonObject? body = null)
    {
        if (body is null)
            await UploadAsync(Lines(Numbers));
        var job = await EndedAsync(await CreateAsync(body ?? Job(epochs: 20)));
        Assert.True((string)job["state"]! == "JOB_STATE_SUCCEEDED", job.ToJsonString());
        return job;
    }

    /// <summary>Tunes on from a tuned model to the end, which makes its next version.</summary>
    public Task<JsonObject> TuneNextAsync(string model, JsonObject body)
    {
        body.Remove("baseModel");
        body["preTunedModel"] = new JsonObject { ["tunedModelName"] = model };
        return TuneAsync(body);
    }

    /// <summary>Takes a version of a model away from all its endpoints.</summary>
    public async Task UndeployAsync(string model)
    {
        var (_, json) = await service.GetAsync($"v1/{model}");
        foreach (var at in json["deployedModels"]!.AsArray())
        {
            var undeploy = new JsonObject { ["deployedModelId"] = at!["deployedModelId"]!.DeepClone() };
            Assert.Equal(200, (await service.PostAsync($"v1/{at["endpoint"]}:undeployModel", undeploy)).Status);
        }
    }

    /// <summary>What an endpoint answers.</summary>
    public async Task<string> AskAsync(string endpoint, string prompt)
    {
        var (status, json) = await service.PostAsync($"v1/{endpoint}:generateContent", Service.Prompt(prompt, new JsonObject { ["temperature"] = 0 }));
        Assert.True(status == 200, json.ToJsonString());
        return (string)json["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
    }

    static JsonObject Turn(string role, string text) =>
        new() { ["role"] = role, ["parts"] = new JsonArray(new JsonObject { ["text"] = text }) };
}

using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Tests.Storage;
using GeminiTuning.Emulator.Tests.Vertex;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>What right requests are about, made for those of them that name it.</summary>
sealed class FuzzThings(Service service)
{
    const string Dataset = "gs://my-bucket/fuzz.jsonl";
    const string Parent = $"projects/{FuzzNames.MadeProject}/locations/us-central1";

    readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    readonly VertexClient _vertex = new(service, Parent);

    /// <summary>Puts in the names of things that are there.</summary>
    public async Task<byte[]> AimAsync(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        await MakeForAsync(text);
        foreach (var (placeholder, name) in _names)
            text = text.Replace(placeholder, name, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Something was taken away: all is made anew when it is named again.</summary>
    public void Forget() => _names.Clear();

    async Task MakeForAsync(string text)
    {
        if (IsMissing(text, FuzzNames.Model))
            await MakeTunedModelAsync();
        if (IsMissing(text, FuzzNames.Upload) || IsMissing(text, "fuzz-object"))
            await MakeObjectAsync();
        if (IsMissing(text, FuzzNames.Batch) || IsMissing(text, FuzzNames.Job) || IsMissing(text, FuzzNames.Endpoint) || IsMissing(text, FuzzNames.Registered))
            await MakeJobsAsync();
        if (IsMissing(text, FuzzNames.IdleEndpoint) || IsMissing(text, FuzzNames.IdleModel) || IsMissing(text, FuzzNames.LongRunning))
            await MakeIdleAsync();
        if (IsMissing(text, FuzzNames.IdleVersion))
            await MakeIdleVersionAsync();
        if (text.Contains(Dataset, StringComparison.Ordinal) && _names.TryAdd(Dataset, Dataset))
            await UploadAsync();
    }

    bool IsMissing(string text, string name) => !_names.ContainsKey(name) && text.Contains(name, StringComparison.Ordinal);

    async Task MakeTunedModelAsync()
    {
        var tuning = Service.Tuning(Service.Examples(("1", "2"), ("3", "4")), epochs: 1);
        var done = await service.DoneAsync(await service.CreateAsync(tuning));
        var name = (string)done["response"]!["name"]!;
        var (_, permission) = await service.PostAsync($"v1beta/{name}/permissions", JsonNode.Parse("""{"granteeType": "EVERYONE", "role": "READER"}"""));
        _names[FuzzNames.Model] = name.Split('/')[1];
        _names[FuzzNames.Operation] = LastOf(done["name"]);
        _names[FuzzNames.Permission] = LastOf(permission["name"]);
    }

    async Task MakeObjectAsync()
    {
        await _vertex.UploadAsync("0123456789", "gs://my-bucket/fuzz-object");
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        var session = await Upload.StartAsync(client, "uploaded");
        _names[FuzzNames.Upload] = session.Query.Split("upload_id=")[1];
        _names["fuzz-object"] = "fuzz-object";
    }

    async Task MakeJobsAsync()
    {
        var job = await TuneAsync();
        _names[FuzzNames.Job] = LastOf(job["name"]);
        _names[FuzzNames.Registered] = LastOf(job["tunedModel"]!["model"]);
        _names[FuzzNames.Endpoint] = LastOf(job["tunedModel"]!["endpoint"]);
        var (_, endpoint) = await service.GetAsync($"v1/{job["tunedModel"]!["endpoint"]}");
        _names[FuzzNames.Deployed] = (string)endpoint["deployedModels"]![0]!["id"]!;
        var batch = BatchTests.Batch(input: Dataset);
        _names[FuzzNames.Batch] = LastOf((await _vertex.EndedAsync(await _vertex.CreateAsync(batch, "batchPredictionJobs")))["name"]);
    }

    // A model and an endpoint that have nothing to do with each other any more.
    async Task MakeIdleAsync()
    {
        var tuned = (await TuneAsync())["tunedModel"]!;
        var (_, endpoint) = await service.GetAsync($"v1/{tuned["endpoint"]}");
        var (_, operation) = await service.PostAsync(
            $"v1/{tuned["endpoint"]}:undeployModel", new JsonObject { ["deployedModelId"] = (string)endpoint["deployedModels"]![0]!["id"]! });
        _names[FuzzNames.IdleEndpoint] = LastOf(tuned["endpoint"]);
        _names[FuzzNames.IdleModel] = LastOf(tuned["model"]);
        _names[FuzzNames.LongRunning] = LastOf(operation["name"]);
    }

    // A version that is deployed nowhere, of a model that has another one.
    async Task MakeIdleVersionAsync()
    {
        var version = (string)(await TuneAsync())["tunedModel"]!["model"]!;
        await _vertex.TuneNextAsync(version, Job());
        await _vertex.UndeployAsync(version);
        _names[FuzzNames.IdleVersion] = LastOf(version);
    }

    async Task<JsonObject> TuneAsync()
    {
        await UploadAsync();
        return await _vertex.TuneAsync(Job());
    }

    static JsonObject Job() => VertexClient.Job(epochs: 1, uri: Dataset);

    Task<JsonObject> UploadAsync() => _vertex.UploadAsync(VertexClient.Lines(("1", "2"), ("3", "4")), Dataset);

    static string LastOf(JsonNode? name) => ((string)name!).Split('/')[^1];
}

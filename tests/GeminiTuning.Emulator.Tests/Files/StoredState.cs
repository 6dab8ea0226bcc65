using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Tests.Vertex;

namespace GeminiTuning.Emulator.Tests.Files;

/// <summary>Everything that an emulator holds, as its clients see it. Reading it checks that nothing is half there.</summary>
sealed class StoredState(Service service)
{
    const int Most = 2000;

    static readonly string[] s_final = ["JOB_STATE_SUCCEEDED", "JOB_STATE_FAILED", "JOB_STATE_CANCELLED", "ACTIVE", "FAILED"];

    readonly VertexClient _client = new(service);
    readonly List<string> _lines = [];

    /// <summary>Reads it when nothing runs any more. What has failed is left out: it is as if it had not been asked for.</summary>
    public static async Task<string> ReadAsync(Service service)
    {
        var state = new StoredState(service);
        await state.SettleAsync();
        await state.ReadObjectsAsync();
        await state.ReadTunedModelsAsync();
        await state.ReadRegistryAsync();
        await state.ReadBatchesAsync();
        return string.Join('\n', state._lines.Order(StringComparer.Ordinal));
    }

    /// <summary>The files that an emulator leaves belong to something, and are complete.</summary>
    public static async Task CheckFilesAsync(Service service, string path)
    {
        string[] files = [.. Directory.GetFiles(path).Select(f => Path.GetFileName(f)).Where(f => f != ".lock")];
        var objects = await ItemsAsync(service, "storage/v1/b/my-bucket/o?maxResults=1000", "items");
        var models = await VersionsAsync(service);
        var active = (await ItemsAsync(service, "v1beta/tunedModels", "tunedModels")).Count(m => (string)m["state"]! == "ACTIVE");
        Assert.Equal(objects.Count, files.Count(f => f.StartsWith("object-", StringComparison.Ordinal) && f.EndsWith(".json", StringComparison.Ordinal)));
        Assert.Equal(objects.Count, files.Count(f => f.EndsWith(".content", StringComparison.Ordinal)));
        Assert.Equal(models.Sum(m => m["checkpoints"]!.AsArray().Count), files.Count(f => f.StartsWith("vertex-weights-", StringComparison.Ordinal)));
        Assert.Equal(models.Count, files.Count(f => f.StartsWith("vertex-models-", StringComparison.Ordinal)));
        Assert.Equal(active, files.Count(f => f.StartsWith("model-", StringComparison.Ordinal) && f.EndsWith(".weights", StringComparison.Ordinal)));
        Assert.DoesNotContain(files, f => f.EndsWith(".tmp", StringComparison.Ordinal) || f.EndsWith(".list", StringComparison.Ordinal));
    }

    async Task SettleAsync()
    {
        for (var i = 0; ; i++)
        {
            List<JsonNode> all =
                [.. await ListAsync("tuningJobs"), .. await ListAsync("batchPredictionJobs"), .. await ItemsAsync(service, "v1beta/tunedModels", "tunedModels")];
            var running = all.Select(j => (string)j["state"]!).Except(s_final).ToList();
            if (running.Count == 0)
                return;
            Assert.True(i < Most, $"They don't end: {string.Join(", ", running)}");
            await Task.Delay(5);
        }
    }

    async Task ReadObjectsAsync()
    {
        foreach (var item in await ItemsAsync(service, "storage/v1/b/my-bucket/o?maxResults=1000", "items"))
        {
            var name = (string)item["name"]!;
            var content = await _client.DownloadAsync($"gs://my-bucket/{name}");
            var hash = Md5(content);
            Assert.Equal((string)item["md5Hash"]!, hash);
            if (!name.Contains("prediction-model-", StringComparison.Ordinal))
                _lines.Add($"object {name} {hash} {item["contentType"]} {item["metageneration"]}");
        }
    }

    async Task ReadTunedModelsAsync()
    {
        foreach (var model in await ItemsAsync(service, "v1beta/tunedModels", "tunedModels"))
        {
            var isActive = (string)model["state"]! == "ACTIVE";
            var (status, json) = await service.PostAsync($"v1beta/{model["name"]}:generateContent", Service.Prompt("twenty two"));
            Assert.True(status == (isActive ? 200 : 400), json.ToJsonString());
            var (_, permissions) = await service.GetAsync($"v1beta/{model["name"]}/permissions");
            if (isActive)
                _lines.Add($"model {model["name"]} {model["displayName"]} {permissions["permissions"]!.AsArray().Count} {json["candidates"]}");
        }
    }

    async Task ReadRegistryAsync()
    {
        var jobs = (await ListAsync("tuningJobs")).Where(j => (string)j["state"]! == "JOB_STATE_SUCCEEDED").ToList();
        var versions = await VersionsAsync(service);
        var named = jobs.Select(j => (string)j["tunedModel"]!["model"]!).ToHashSet();
        foreach (var version in versions)
        {
            Assert.Contains((string)version["name"]!, named);
            _lines.Add($"version {version["displayName"]} {version["versionId"]} {version["versionAliases"]} {version["defaultCheckpointId"]} {version["checkpoints"]!.AsArray().Count} "
                + $"at {(version["deployedModels"] as JsonArray)?.Count ?? 0}");
        }

        _lines.AddRange(jobs.Select(j => $"job {j["tunedModelDisplayName"]} {j["tunedModel"]!["checkpoints"]?.AsArray().Count}"));
        foreach (var endpoint in await ListAsync("endpoints"))
        {
            var deployed = endpoint["deployedModels"] is not null;
            Assert.Equal(deployed ? 200 : 400, (await service.PostAsync($"v1/{endpoint["name"]}:generateContent", Service.Prompt("1"))).Status);
            _lines.Add($"endpoint {endpoint["displayName"]} {deployed}");
        }
    }

    async Task ReadBatchesAsync()
    {
        var answers = (await ItemsAsync(service, "storage/v1/b/my-bucket/o?maxResults=1000", "items"))
            .Select(o => $"gs://my-bucket/{o["name"]}").Where(n => n.Contains("prediction-model-", StringComparison.Ordinal)).ToList();
        var named = new List<string>();
        foreach (var batch in await ListAsync("batchPredictionJobs"))
        {
            if (batch["outputInfo"] is { } output)
                named.Add($"{output["gcsOutputDirectory"]}/predictions.jsonl");
            if ((string)batch["state"]! == "JOB_STATE_SUCCEEDED")
                _lines.Add($"batch {batch["displayName"]} {batch["completionStats"]}");
        }

        // A deleted batch leaves its answers, as in the service.
        Assert.Empty(named.Except(answers));
        _lines.Add($"answers {answers.Count}");
    }

    // MD5 is what the service gives.
    static string Md5(string text)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(md5.GetHashAndReset());
    }

    async Task<List<JsonNode>> ListAsync(string kind) => await ItemsAsync(service, $"v1/{VertexClient.Parent}/{kind}", kind);

    static async Task<List<JsonNode>> VersionsAsync(Service service)
    {
        List<JsonNode> versions = [];
        foreach (var model in await ItemsAsync(service, $"v1/{VertexClient.Parent}/models", "models"))
            versions.AddRange(await ItemsAsync(service, $"v1/{model["name"]}:listVersions", "models"));
        return versions;
    }

    static async Task<List<JsonNode>> ItemsAsync(Service service, string path, string field)
    {
        var (status, json) = await service.GetAsync(path);
        Assert.True(status == 200, json.ToJsonString());
        return [.. (json[field] as JsonArray ?? []).Select(n => n!)];
    }
}

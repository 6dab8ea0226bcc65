using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Tests.Storage;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>What a data path keeps of Vertex AI and of Cloud Storage.</summary>
public sealed class RestartTests : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_restart_loses_nothing_that_was_finished()
    {
        string before;
        JsonObject job;
        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            job = await client.TuneAsync();
            await client.UploadAsync($$"""{"request": {{Service.Prompt("1").ToJsonString()}}}""", "gs://my-bucket/prompts.jsonl");
            await client.EndedAsync(await client.CreateAsync(BatchTests.Batch(), "batchPredictionJobs"));
            before = await EverythingAsync(service, client);
        }

        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            // Another port is part of an object's address.
            Assert.Equal(before, await EverythingAsync(service, client));
            Assert.Equal(VertexClient.Lines(VertexClient.Numbers), await client.DownloadAsync(VertexClient.Dataset));
            var checkpoints = (JsonArray)job["tunedModel"]!["checkpoints"]!;
            foreach (var checkpoint in checkpoints)
                await client.AskAsync((string)checkpoint!["endpoint"]!, "seven");
            Assert.Equal("twenty three", await client.AskAsync((string)job["tunedModel"]!["endpoint"]!, "twenty two"));
            await client.TuneAsync();
        }
    }

    [Fact]
    public async Task Jobs_that_were_cut_off_say_so_after_the_restart()
    {
        List<JsonObject> jobs = [];
        var clock = new ManualTimeProvider();
        await using (var service = Service.Start(new TuningEmulatorOptions { DataPath = _path, TimeProvider = clock }))
        {
            var client = new VertexClient(service);
            await client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
            jobs.Add(await client.CreateAsync());
            jobs.Add(await client.CreateAsync());
            jobs.Add(await client.CreateAsync(BatchTests.Batch(input: VertexClient.Dataset), "batchPredictionJobs"));
            await clock.ArmedAsync();
        }

        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            foreach (var job in jobs)
            {
                var ended = await client.PollAsync(job);
                Assert.Equal(("JOB_STATE_FAILED", 10), ((string)ended["state"]!, (int)ended["error"]!["code"]!));
                Assert.Contains("was stopped before the job was finished", (string)ended["error"]!["message"]!, StringComparison.Ordinal);
            }

            await client.TuneAsync(VertexClient.Job());
        }
    }

    [Fact]
    public async Task What_is_deleted_leaves_no_file()
    {
        await using var service = Service.Start(_path);
        var client = new VertexClient(service);
        var tuned = (await client.TuneAsync())["tunedModel"]!;
        await client.UploadAsync("replaced");
        Assert.Equal(2, Files("object-").Length);
        foreach (var endpoint in (await client.GetAsync("endpoints")).Json["endpoints"]!.AsArray())
        {
            var undeploy = new JsonObject { ["deployedModelId"] = endpoint!["deployedModels"]![0]!["id"]!.DeepClone() };
            await service.PostAsync($"v1/{endpoint["name"]}:undeployModel", undeploy);
            await service.DeleteAsync($"v1/{endpoint["name"]}");
        }

        Assert.Equal(10, Files("vertex-weights-").Length);
        await service.DeleteAsync($"v1/{tuned["model"]}");
        (await service.SendAsync(HttpMethod.Delete, "storage/v1/b/my-bucket/o/train.jsonl")).Dispose();
        Assert.Single(Files("vertex-"));
        Assert.Empty(Files("object-"));
    }

    [Fact]
    public async Task A_version_that_is_deleted_takes_its_own_files_and_its_number_with_it()
    {
        string model;
        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            model = ((string)(await client.TuneAsync())["tunedModel"]!["model"]!).Split('@')[0];
            await client.TuneNextAsync(model, VertexClient.Job(epochs: 1));
            await client.UndeployAsync($"{model}@2");
            Assert.Equal(200, (await service.DeleteAsync($"v1/{model}@2:deleteVersion")).Status);
            Assert.EndsWith("@1.json", Assert.Single(Files("vertex-models-")), StringComparison.Ordinal);
            Assert.Equal(10, Files("vertex-weights-").Length);
        }

        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            var next = (string)(await client.TuneNextAsync(model, VertexClient.Job(epochs: 1)))["tunedModel"]!["model"]!;
            Assert.Equal($"{model}@3", next);
        }
    }

    [Fact]
    public async Task An_upload_that_was_not_finished_is_gone_and_leaves_no_file()
    {
        await using (var service = Service.Start(_path))
        {
            using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
            var session = await Upload.StartAsync(client, "x");
            Assert.Equal(308, (await Upload.PutAsync(client, session, new byte[256 * 1024], $"bytes 0-{(256 * 1024) - 1}/*")).Status);
            Assert.Single(Files("object-"));
        }

        await using (Service.Start(_path))
            Assert.Empty(Files("object-"));
    }

    [Theory]
    [InlineData("vertex-tuningJobs-*.json", "")]
    [InlineData("vertex-tuningJobs-*.json", """{"Id": "7"}""")]
    [InlineData("vertex-models-*.json", "null")]
    [InlineData("vertex-endpoints-*.json", "{")]
    [InlineData("vertex-batchPredictionJobs-*.json", """{"Project":"p","Location":"l","Id":"1","CreateTime":"2024-01-01T00:00:00Z","UpdateTime":"2024-01-01T00:00:00Z","Model":null,"InputUris":[],"OutputPrefix":null}""")]
    [InlineData("vertex-weights-*.weights", "nonsense")]
    [InlineData("object-*.json", "{}")]
    [InlineData("object-*.content", "shorter")]
    public async Task A_file_that_cannot_be_read_is_told_and_the_rest_is_there(string files, string content)
    {
        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            await client.TuneAsync(null);
            await client.EndedAsync(await client.CreateAsync(BatchTests.Batch(input: VertexClient.Dataset), "batchPredictionJobs"));
        }

        foreach (var file in Directory.GetFiles(_path, files))
            File.WriteAllText(file, content);
        List<string> told = [];
        await using (var service = Service.Start(new TuningEmulatorOptions { DataPath = _path, TuningDuration = TimeSpan.Zero, WarningHandler = told.Add }))
        {
            // What has been learned is read when it is asked for.
            Assert.Equal(files.Contains("weights", StringComparison.Ordinal), told.Count == 0);
            var client = new VertexClient(service);
            var (_, list) = await client.GetAsync("endpoints");
            foreach (var endpoint in (list["endpoints"] as JsonArray ?? []).Take(2))
                Assert.NotEqual(500, (await service.PostAsync($"v1/{endpoint!["name"]}:generateContent", Service.Prompt("1"))).Status);
            await client.TuneAsync();
        }
    }

    [Fact]
    public async Task Without_a_data_path_a_temporary_folder_goes_with_the_emulator()
    {
        string content;
        await using (var backend = new Backend(new TuningEmulatorOptions(), folder: null))
        {
            using var file = backend.Objects.NewContent();
            file.Write(0, "x"u8);
            using var opened = file.OpenRead();
            content = opened.Name;
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(content)));
    }

    static async Task<string> EverythingAsync(Service service, VertexClient client)
    {
        List<string> all = [];
        foreach (var kind in new[] { "tuningJobs", "models", "endpoints", "batchPredictionJobs" })
            all.Add((await client.GetAsync(kind)).Json.ToJsonString());
        var (_, objects) = await service.GetAsync("storage/v1/b/my-bucket/o");
        all.AddRange(objects["items"]!.AsArray().Select(o => $"{o!["name"]} {o["generation"]} {o["md5Hash"]} {o["timeCreated"]}"));
        return string.Join('\n', all);
    }

    string[] Files(string prefix) => Directory.GetFiles(_path, $"{prefix}*");
}

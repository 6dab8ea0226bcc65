using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Tests.Storage;
using GeminiTuning.Emulator.Tests.Vertex;

namespace GeminiTuning.Emulator.Tests.Files;

/// <summary>
/// A full disk or a killed process leaves the old state or the new one. Each change is stopped at each of its operations on
/// files; the emulator, and the one after a restart, then hold what was there before or what would be there after.
/// </summary>
public sealed class InterruptedTests : IDisposable
{
    const int MostOperations = 300;
    const int Quantum = 256 * 1024;

    static readonly byte[] s_large = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"line {i}\n")));

    static readonly Dictionary<string, Change> s_changes = new()
    {
        ["upload an object"] = new(Nothing, c => c.UploadAsync("new")),
        ["replace an object"] = new(c => c.UploadAsync("old"), c => c.UploadAsync("new and longer")),
        ["delete an object"] = new(c => c.UploadAsync("old"), c => c.SendAsync(HttpMethod.Delete, "storage/v1/b/my-bucket/o/x")),
        ["delete a replaced object"] = new(
            async c =>
            {
                await c.UploadAsync("older");
                await c.UploadAsync("old");
            },
            c => c.SendAsync(HttpMethod.Delete, "storage/v1/b/my-bucket/o/x")),
        ["change an object's metadata"] = new(
            c => c.UploadAsync("old"), c => c.SendAsync(HttpMethod.Patch, "storage/v1/b/my-bucket/o/x", """{"contentType": "a/b"}""")),
        ["copy an object onto another"] = new(
            async c =>
            {
                await c.UploadAsync("old");
                await c.UploadNumbersAsync();
            },
            c => c.SendAsync(HttpMethod.Post, "storage/v1/b/my-bucket/o/train.jsonl/rewriteTo/b/my-bucket/o/x")),
        ["upload an object in two parts"] = new(Nothing, c => c.UploadMultipartAsync("new")),
        ["upload an object chunk by chunk"] = new(c => c.UploadAsync("old"), c => c.UploadChunksAsync(s_large)),
        ["tune a model"] = new(Nothing, c => c.TuneAsync("mine")),
        ["change a model"] = new(
            c => c.TuneAsync("mine"), c => c.SendAsync(HttpMethod.Patch, "v1beta/tunedModels/mine?updateMask=displayName", """{"displayName": "other"}""")),
        ["share a model"] = new(
            c => c.TuneAsync("mine"), c => c.SendAsync(HttpMethod.Post, "v1beta/tunedModels/mine/permissions", """{"granteeType": "EVERYONE", "role": "READER"}""")),
        ["delete a model"] = new(c => c.TuneAsync("mine"), c => c.SendAsync(HttpMethod.Delete, "v1beta/tunedModels/mine")),
        ["run a tuning job"] = new(c => c.UploadNumbersAsync(), c => c.TuneJobAsync()),
        ["tune the next version"] = new(c => c.TwoVersionsAsync(1), c => c.TuneNextAsync()),
        ["delete a version"] = new(c => c.TwoVersionsAsync(2), c => c.DeleteVersionAsync()),
        ["delete a model with two versions"] = new(c => c.TwoVersionsAsync(2), c => c.DeleteModelAsync()),
        ["choose a checkpoint"] = new(c => c.TwoVersionsAsync(1), c => c.ChooseCheckpointAsync()),
        ["undeploy a model"] = new(c => c.TwoVersionsAsync(1, isDeployed: true), c => c.UndeployAsync()),
        ["delete an endpoint"] = new(c => c.TwoVersionsAsync(1), c => c.DeleteEndpointAsync()),
        ["run a batch"] = new(c => c.UploadPromptsAsync(), c => c.BatchAsync()),
        ["delete a batch"] = new(
            async c =>
            {
                await c.UploadPromptsAsync();
                await c.BatchAsync();
            },
            c => c.DeleteBatchAsync()),
    };

    readonly string _root = Directory.CreateTempSubdirectory("emulator-").FullName;

    public static TheoryData<string, DiskFailure> Changes
    {
        get
        {
            var data = new TheoryData<string, DiskFailure>();
            foreach (var change in s_changes.Keys)
            {
                foreach (var failure in Enum.GetValues<DiskFailure>())
                    data.Add(change, failure);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_old_state_or_the_new_one_is_there(string what, DiskFailure failure)
    {
        var change = s_changes[what];
        var (template, before, after) = await PrepareAsync(change);
        for (var operation = 1; ; operation++)
        {
            Assert.True(operation < MostOperations);
            var path = Copy(template, $"{operation}");
            var disk = new FailingDisk();
            string? seen = null;
            await using (var service = Start(path, disk))
            {
                disk.Arm(operation, failure);
                await change.ApplyAsync(new Caller(service));
                if (failure != DiskFailure.Killed)
                {
                    seen = await StoredState.ReadAsync(service);
                    Assert.Contains(seen, new[] { before, after });
                    disk.Mend();
                }
            }

            await using (var service = Start(path, Disk.Real))
            {
                var found = await StoredState.ReadAsync(service);
                Assert.Contains(found, new[] { before, after });
                Assert.Equal(seen ?? found, found);
                await StoredState.CheckFilesAsync(service, path);

                // What has not happened can be asked for again.
                if (found == before && before != after)
                {
                    await change.ApplyAsync(new Caller(service));
                    Assert.Equal(after, await StoredState.ReadAsync(service));
                }
            }

            Directory.Delete(path, recursive: true);
            if (!disk.HasFailed)
                return;
        }
    }

    [Fact]
    public async Task An_upload_goes_on_after_a_full_disk_with_the_bytes_that_were_sent()
    {
        for (var operation = 1; operation < 40; operation++)
        {
            var path = Copy(Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName, $"{operation}");
            var disk = new FailingDisk();
            await using var service = Start(path, disk);
            using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
            disk.Arm(operation, DiskFailure.Full);
            var session = await Upload.StartAsync(client, "x");
            await Upload.PutAsync(client, session, s_large[..Quantum], $"bytes 0-{Quantum - 1}/{s_large.Length}");
            await Upload.PutAsync(client, session, s_large[Quantum..], $"bytes {Quantum}-{s_large.Length - 1}/{s_large.Length}");
            disk.Mend();

            var (status, range) = await Upload.PutAsync(client, session, [], $"bytes */{s_large.Length}");
            if (status == 308)
            {
                var kept = range is null ? 0 : int.Parse(range[8..], System.Globalization.CultureInfo.InvariantCulture) + 1;
                (status, _) = await Upload.PutAsync(client, session, s_large[kept..], $"bytes {kept}-{s_large.Length - 1}/{s_large.Length}");
            }

            Assert.Equal(200, status);
            Assert.Equal(s_large, await client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
            if (!disk.HasFailed)
                return;
        }

        Assert.Fail("The disk has always failed.");
    }

    async Task<(string Template, string Before, string After)> PrepareAsync(Change change)
    {
        var template = Directory.CreateDirectory(Path.Combine(_root, "template")).FullName;
        await using (var service = Start(template, Disk.Real))
            await change.PrepareAsync(new Caller(service));
        var path = Copy(template, "unharmed");
        await using (var service = Start(path, Disk.Real))
        {
            var before = await StoredState.ReadAsync(service);
            await change.ApplyAsync(new Caller(service));
            var after = await StoredState.ReadAsync(service);
            await StoredState.CheckFilesAsync(service, path);
            return (template, before, after);
        }
    }

    static Service Start(string path, Disk disk) =>
        Service.Start(new TuningEmulatorOptions { DataPath = path, TuningDuration = TimeSpan.Zero, Disk = disk });

    string Copy(string template, string name)
    {
        var path = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (var file in Directory.GetFiles(template))
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));
        return path;
    }

    static Task Nothing(Caller caller) => Task.CompletedTask;

    /// <summary>A change of what is stored, and what must be there before it.</summary>
    sealed record Change(Func<Caller, Task> PrepareAsync, Func<Caller, Task> ApplyAsync);

    /// <summary>Does something, and leaves it to the state whether it has come about.</summary>
    sealed class Caller(Service service)
    {
        readonly VertexClient _client = new(service);

        public async Task SendAsync(HttpMethod method, string path, string? body = null) => (await service.SendAsync(method, path, body)).Dispose();

        public Task UploadAsync(string content) => SendAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", content);

        public async Task UploadMultipartAsync(string content)
        {
            using var body = new MultipartContent("related") { new StringContent("""{"name": "x"}"""), new StringContent(content) };
            using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
            (await client.PostAsync(new Uri("upload/storage/v1/b/my-bucket/o?uploadType=multipart", UriKind.Relative), body)).Dispose();
        }

        public async Task UploadChunksAsync(byte[] content)
        {
            using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
            var session = await Upload.StartAsync(client, "x");
            await Upload.PutAsync(client, session, content[..Quantum], $"bytes 0-{Quantum - 1}/{content.Length}");
            await Upload.PutAsync(client, session, content[Quantum..], $"bytes {Quantum}-{content.Length - 1}/{content.Length}");
        }

        public async Task TuneAsync(string id)
        {
            // A model whose tuning has failed keeps its ID.
            await SendAsync(HttpMethod.Delete, $"v1beta/tunedModels/{id}");
            var (status, operation) = await service.PostAsync($"v1beta/tunedModels?tunedModelId={id}", Service.Tuning(epochs: 1));
            if (status == 200)
                await service.DoneAsync(operation);
        }

        public Task UploadNumbersAsync() => SendAsync(
            HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=train.jsonl", VertexClient.Lines(VertexClient.Numbers));

        public Task UploadPromptsAsync() => SendAsync(
            HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=prompts.jsonl", $$"""{"request": {{Service.Prompt("1").ToJsonString()}}}""");

        public Task TuneJobAsync() => RunAsync("tuningJobs", VertexClient.Job(epochs: 2));

        public Task BatchAsync() => RunAsync("batchPredictionJobs", BatchTests.Batch());

        public async Task TuneNextAsync()
        {
            var job = VertexClient.Job(epochs: 2);
            job.Remove("baseModel");
            job["preTunedModel"] = new JsonObject { ["tunedModelName"] = await ModelAsync() };
            await RunAsync("tuningJobs", job);
        }

        public async Task TwoVersionsAsync(int count, bool isDeployed = false)
        {
            await UploadNumbersAsync();
            await TuneJobAsync();
            for (var i = 1; i < count; i++)
                await TuneNextAsync();
            for (var i = 1; i <= count && !isDeployed; i++)
                await _client.UndeployAsync($"{await ModelAsync()}@{i}");
        }

        public async Task DeleteVersionAsync() => await SendAsync(HttpMethod.Delete, $"v1/{await ModelAsync()}@2:deleteVersion");

        public async Task ChooseCheckpointAsync() =>
            await SendAsync(HttpMethod.Patch, $"v1/{await ModelAsync()}?updateMask=defaultCheckpointId", """{"defaultCheckpointId": "1"}""");

        public async Task DeleteModelAsync() => await SendAsync(HttpMethod.Delete, $"v1/{await ModelAsync()}");

        public async Task DeleteEndpointAsync() => await SendAsync(HttpMethod.Delete, $"v1/{(await FirstAsync("endpoints"))["name"]}");

        public async Task DeleteBatchAsync() => await SendAsync(HttpMethod.Delete, $"v1/{(await FirstAsync("batchPredictionJobs"))["name"]}");

        public async Task UndeployAsync()
        {
            var endpoint = (await _client.GetAsync("endpoints")).Json["endpoints"]!.AsArray().First(e => e!["deployedModels"] is not null)!;
            var body = new JsonObject { ["deployedModelId"] = endpoint["deployedModels"]![0]!["id"]!.DeepClone() };
            await SendAsync(HttpMethod.Post, $"v1/{endpoint["name"]}:undeployModel", body.ToJsonString());
        }

        async Task<string> ModelAsync() => (string)(await FirstAsync("models"))["name"]!;

        async Task<JsonNode> FirstAsync(string kind) => (await _client.GetAsync(kind)).Json[kind]![0]!;

        async Task RunAsync(string kind, JsonObject body)
        {
            var (status, job) = await _client.PostAsync(kind, body);
            if (status == 200)
                await _client.EndedAsync(job);
        }
    }
}

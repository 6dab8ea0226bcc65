using System.Text;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Tests.Vertex;

namespace GeminiTuning.Emulator.Tests.Files;

/// <summary>Of two requests at once, and of two files about one thing, one counts.</summary>
public sealed class TwoAtOnceTests : IDisposable
{
    static readonly string[] s_records = ["model-mine.json", "object-*.json", "vertex-models-*.json"];

    readonly string _path = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task Of_two_records_of_an_object_the_latest_counts_and_the_other_goes()
    {
        string[] old;
        await using (var service = Service.Start(_path))
        {
            await new VertexClient(service).UploadAsync("old", "gs://my-bucket/x");
            old = Directory.GetFiles(_path, "object-*");
        }

        var saved = old.ToDictionary(f => f, File.ReadAllBytes);
        await using (var service = Service.Start(_path))
            await new VertexClient(service).UploadAsync("new", "gs://my-bucket/x");
        foreach (var (file, bytes) in saved)
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await using (var service = Service.Start(_path))
        {
            Assert.Equal("new", await new VertexClient(service).DownloadAsync("gs://my-bucket/x"));
            Assert.All(old, file => Assert.False(File.Exists(file)));
            Assert.Equal(2, Directory.GetFiles(_path, "object-*").Length);
        }
    }

    [Fact]
    public async Task A_replaced_object_whose_record_cannot_be_deleted_does_not_come_back_when_the_object_is_deleted()
    {
        var disk = new FailingDisk();
        await using (var service = Service.Start(new TuningEmulatorOptions { DataPath = _path, Disk = disk }))
        {
            var client = new VertexClient(service);
            await client.UploadAsync("old", "gs://my-bucket/x");

            disk.Arm(1, DiskFailure.Once, DiskOperation.Delete);
            await client.UploadAsync("new", "gs://my-bucket/x");
            Assert.True(disk.HasFailed);
            Assert.Equal(2, Directory.GetFiles(_path, "object-*.json").Length);
            (await service.SendAsync(HttpMethod.Delete, "storage/v1/b/my-bucket/o/x")).Dispose();
        }

        await using (var service = Service.Start(_path))
            Assert.Null((await service.GetAsync("storage/v1/b/my-bucket/o")).Json["items"]);
        Assert.Empty(Directory.GetFiles(_path, "object-*"));
    }

    [Fact]
    public void A_delete_of_a_generation_that_was_replaced_deletes_nothing()
    {
        using var folder = new ObjectFolder(kept: null, Disk.Real);
        var store = new ObjectStore(folder, TimeProvider.System);
        var place = ObjectName.Parse("gs://my-bucket/x")!;
        var (first, second) = (Put(store, place), Put(store, place));
        Assert.Equal(404, Assert.Throws<ApiException>(() => store.Remove(place, $"{first.Generation}", Preconditions.None)).Code);
        Assert.Equal(second, store.Find(place));
        store.Remove(place, $"{second.Generation}", Preconditions.None);
        Assert.Null(store.Find(place));
    }

    [Fact]
    public void A_delete_that_comes_late_spares_a_new_model_of_the_same_ID()
    {
        var store = new ModelStore(folder: null);
        var old = Model("mine");
        store.Add(old);
        store.Remove(old);
        var created = Model("mine");
        store.Add(created);
        Assert.Equal(404, Assert.Throws<ApiException>(() => store.Remove(old)).Code);
        Assert.Equal(created, store.Get("mine"));
    }

    [Fact]
    public async Task Many_deletes_at_once_delete_once()
    {
        await using var service = Service.Start(_path);
        for (var round = 0; round < 10; round++)
        {
            await service.TuneAsync(id: "mine");
            var deletes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.DeleteAsync("v1beta/tunedModels/mine")));
            Assert.Single(deletes, d => d.Status == 200);
            Assert.All(deletes, d => Assert.True(d.Status is 200 or 404));
        }

        Assert.Empty(Directory.GetFiles(_path, "model-*"));
    }

    [Fact]
    public async Task Of_many_uploads_of_one_name_at_once_one_is_left_complete()
    {
        await using (var service = Service.Start(_path))
        {
            var client = new VertexClient(service);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.UploadAsync($"content {i}", "gs://my-bucket/x")));
        }

        await using (var service = Service.Start(_path))
        {
            Assert.StartsWith("content ", await new VertexClient(service).DownloadAsync("gs://my-bucket/x"), StringComparison.Ordinal);
            Assert.Equal(2, Directory.GetFiles(_path, "object-*").Length);
        }
    }

    [Theory]
    [InlineData("tuningJobs")]
    [InlineData("batchPredictionJobs")]
    public async Task Jobs_that_are_cancelled_at_any_moment_end(string kind)
    {
        await using var service = Service.Start(new TuningEmulatorOptions { DataPath = _path, TuningDuration = TimeSpan.FromMilliseconds(20) });
        var client = new VertexClient(service);
        await client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        await client.UploadAsync($$"""{"request": {{Service.Prompt("1").ToJsonString()}}}""", "gs://my-bucket/prompts.jsonl");
        for (var i = 0; i < 20; i++)
        {
            var job = await client.CreateAsync(kind == "tuningJobs" ? VertexClient.Job(epochs: 1) : BatchTests.Batch(), kind);
            await Task.Delay(i, TestContext.Current.CancellationToken);
            await client.CancelAsync(job);
            await client.EndedAsync(job);
        }

        await StoredState.ReadAsync(service);
    }

    [Fact]
    public async Task The_lock_of_a_data_path_is_one_file_for_all_emulators()
    {
        await using (Service.Start(_path))
            Assert.Throws<IOException>(() => Service.Start(_path));
        Assert.True(File.Exists(Path.Combine(_path, ".lock")));
        await using (Service.Start(_path))
            Assert.Throws<IOException>(() => Service.Start(_path));
    }

    [Fact]
    public async Task An_unreadable_record_keeps_its_content_and_its_weights()
    {
        await using (var service = Service.Start(_path))
        {
            await service.TuneAsync(id: "mine");
            await new VertexClient(service).TuneAsync();
        }

        var records = s_records.SelectMany(p => Directory.GetFiles(_path, p)).ToDictionary(f => f, File.ReadAllText);
        var others = Directory.GetFiles(_path).Except(records.Keys).Order().ToList();
        foreach (var record in records.Keys)
            await File.WriteAllTextAsync(record, "{", TestContext.Current.CancellationToken);
        await using (Service.Start(new TuningEmulatorOptions { DataPath = _path, WarningHandler = _ => { } }))
            Assert.Equal(others, Directory.GetFiles(_path).Except(records.Keys).Order());

        // Repaired, everything is there again.
        foreach (var (record, text) in records)
            await File.WriteAllTextAsync(record, text, TestContext.Current.CancellationToken);
        await using (var service = Service.Start(_path))
        {
            Assert.Equal("twenty three", await service.AskAsync("tunedModels/mine", "twenty two"));
            Assert.Contains("version number generator 1", await StoredState.ReadAsync(service), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_another_program_has_open_is_replaced_a_moment_later()
    {
        var disk = new BusyDisk { Failures = 3 };
        using var folder = DataFolder.Open(_path, disk);
        folder.Write("model-x.json", stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Path.Combine(_path, "model-x.json")));
        disk.Failures = 3;
        folder.Delete("model-x.json");
        Assert.False(File.Exists(Path.Combine(_path, "model-x.json")));
    }

    static TunedModel Model(string id)
    {
        var body = ProtoReader.Read(Encoding.UTF8.GetBytes(Service.Tuning().ToJsonString()), TuningProtos.TunedModel, "", "v1beta");
        return TunedModelBuilder.Build(id, body, source: null, examples: 1, DateTimeOffset.UnixEpoch);
    }

    static StoredObject Put(ObjectStore store, ObjectName place)
    {
        using var content = store.NewContent();
        content.Write(0, "x"u8);
        return store.Put(new ObjectPlan(place, new ObjectTraits { ContentType = "text/plain" }, Preconditions.None), content, size: 1);
    }

    /// <summary>What Windows says of a file that a virus scanner looks at.</summary>
    sealed class BusyDisk : Disk
    {
        const int SharingViolation = unchecked((int)0x80070020);

        public int Failures { get; set; }

        public override void Before(DiskOperation operation, string path)
        {
            if (operation is DiskOperation.Move or DiskOperation.Delete && Failures-- > 0)
                throw new IOException("The process cannot access the file because it is being used by another process.", SharingViolation);
        }
    }
}

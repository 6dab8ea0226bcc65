using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Tests.Files;

/// <summary>
/// A file that another program has open is tried again for a moment. If it stays open, the error names the file, and what was
/// there before is still there.
/// </summary>
public sealed class OpenElsewhereTests : IDisposable
{
    static readonly int[] s_hresults = [unchecked((int)0x80070020), unchecked((int)0x80070021), unchecked((int)0x800704C8)];

    readonly string _root = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<int> HResults => [.. s_hresults];

    [Theory]
    [MemberData(nameof(HResults))]
    public void A_replacement_is_tried_again(int hresult)
    {
        var disk = new BusyDisk { HResult = hresult };
        using var folder = DataFolder.Open(_root, disk);
        folder.Write("model-a", stream => stream.Write("old"u8));
        disk.Arm(DiskOperation.Move, times: 3);
        folder.Write("model-a", stream => stream.Write("new"u8));

        Assert.Equal("new", Read(folder, "model-a"));
        Assert.Equal(0, disk.Left);
    }

    [Theory]
    [InlineData(DiskOperation.Create)]
    [InlineData(DiskOperation.Open)]
    [InlineData(DiskOperation.Delete)]
    public void So_are_other_steps(object operation)
    {
        var disk = new BusyDisk();
        using var folder = DataFolder.Open(_root, disk);
        folder.Write("object-a", stream => stream.Write("old"u8));
        disk.Arm((DiskOperation)operation, times: 2);
        folder.Create("object-b").Dispose();
        folder.OpenWrite("object-a").Dispose();
        folder.Delete("object-a");

        Assert.Equal(0, disk.Left);
        Assert.False(File.Exists(Path.Combine(_root, "object-a")));
    }

    [Fact]
    public void What_stays_open_is_named_and_the_old_file_is_whole()
    {
        var disk = new BusyDisk();
        using var folder = DataFolder.Open(_root, disk);
        folder.Write("model-a", stream => stream.Write("old"u8));
        disk.Arm(DiskOperation.Move, times: 1000);
        var error = Assert.Throws<IOException>(() => folder.Write("model-a", stream => stream.Write("new"u8)));

        Assert.Contains($"'{Path.Combine(_root, "model-a")}'", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", Read(folder, "model-a"));
        Assert.Equal(["model-a"], folder.Names("", "").Where(name => name != ".lock"));
    }

    [Fact]
    public async Task A_file_is_read_once_another_program_has_closed_it()
    {
        using var folder = DataFolder.Open(_root, Disk.Real);
        folder.Write("model-a", stream => stream.Write("old"u8));
        Task<string> read;
        using (new FileStream(Path.Combine(_root, "model-a"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            read = Task.Run(() => Read(folder, "model-a"));
            await Task.Delay(100);
        }

        Assert.Equal("old", await read);
    }

    [Theory]
    [InlineData("v1beta/tunedModels?tunedModelId=mine")]
    [InlineData("upload/storage/v1/b/my-bucket/o?uploadType=media&name=x")]
    public async Task A_tuning_and_an_upload_outlive_it(string path)
    {
        var disk = new BusyDisk();
        await using (var service = Start(disk))
        {
            disk.Arm(DiskOperation.Move, times: 4);
            if (path.StartsWith("upload", StringComparison.Ordinal))
                Assert.True((await service.SendAsync(HttpMethod.Post, path, "content")).IsSuccessStatusCode);
            else
            {
                var (status, operation) = await service.PostAsync(path, Service.Tuning(epochs: 1));
                Assert.Equal(200, status);
                var done = await service.DoneAsync(operation);
                Assert.Null(done["error"]);
            }

            Assert.Equal(0, disk.Left);
        }

        await using var next = Start(Disk.Real);
        Assert.NotEqual("", await StoredState.ReadAsync(next));
    }

    [Fact]
    public async Task An_upload_that_cannot_be_kept_is_refused_with_the_name_of_the_file()
    {
        var disk = new BusyDisk();
        await using var service = Start(disk);
        await service.SendAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", "old");
        var before = await StoredState.ReadAsync(service);
        disk.Arm(DiskOperation.Move, times: 1000);
        using var refused = await service.SendAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", "new");
        disk.Arm(DiskOperation.Move, times: 0);

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Contains(Path.GetFileName(_root), await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before, await StoredState.ReadAsync(service));
    }

    Service Start(Disk disk) => Service.Start(new TuningEmulatorOptions { DataPath = _root, TuningDuration = TimeSpan.Zero, Disk = disk });

    static string Read(DataFolder folder, string name)
    {
        using var reader = new StreamReader(folder.OpenRead(name));
        return reader.ReadToEnd();
    }

    /// <summary>A disk on which another program has files open for some attempts.</summary>
    sealed class BusyDisk : Disk
    {
        readonly object _lock = new();
        DiskOperation _operation;

        public int HResult { get; init; } = s_hresults[0];

        public int Left { get; private set; }

        public void Arm(DiskOperation operation, int times)
        {
            lock (_lock)
                (_operation, Left) = (operation, times);
        }

        /// <inheritdoc/>
        public override void Before(DiskOperation operation, string path)
        {
            lock (_lock)
            {
                if (operation != _operation || Left == 0)
                    return;
                Left--;
            }

            // Windows doesn't name the file.
            throw new IOException("The process cannot access the file because it is being used by another process.", HResult);
        }
    }
}

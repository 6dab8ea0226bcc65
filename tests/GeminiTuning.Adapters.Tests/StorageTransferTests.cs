using System.Security.Cryptography;
using GeminiTuning.Emulator;

namespace GeminiTuning.Adapters.Tests;

/// <summary>Large files to Cloud Storage and back over loopback, with all that a network does on the way.</summary>
// Alone, since it takes the whole machine, and other tests look at the clock.
[CollectionDefinition(nameof(StorageTransferTests), DisableParallelization = true)]
[Collection(nameof(StorageTransferTests))]
public sealed class StorageTransferTests : IDisposable
{
    const int Rows = 25;
    const int RowLength = 1_000_000;

    readonly List<string> _log = [];
    readonly TrainingFile _file = new(VertexForm.Write);

    public StorageTransferTests()
    {
        // 25 MB, in which no part is like another.
        var random = new Random(20240314);
        for (var row = 0; row < Rows; row++)
        {
            var text = new byte[RowLength * 3 / 4];
            random.NextBytes(text);
            _file.Add(Convert.ToBase64String(text), $"{row}");
        }
        _file.Complete();
    }

    public void Dispose() => _file.Dispose();

    static TuningEmulator Start(string? faults = null, double? rate = null, int? seed = null) => TuningEmulator.Start(new TuningEmulatorOptions { Faults = faults is null ? null : FaultPlan.Parse(faults, rate, seed) });

    CloudStorage Open(TuningEmulator emulator, int retries = 20)
    {
        var options = new TuningConnectionOptions { Endpoint = emulator.Endpoint, RetryPolicy = new AdapterFactory().CreateRetryPolicy(retries, TimeSpan.FromMilliseconds(1), TimeProvider.System) };
        var rest = new RestClient(new HttpClient(new SocketsHttpHandler { UseProxy = false }), options.Requests, new Pace(TimeProvider.System), new ServiceEvents(Log, notice => Log(notice.ToString()), Log));
        return new CloudStorage(rest, new AdapterFactory().CreateUploader());
    }

    void Log(string line)
    {
        lock (_log)
            _log.Add(line);
    }

    [Fact]
    public async Task A_file_arrives_byte_for_byte_and_is_not_sent_twice()
    {
        await using var emulator = Start();
        var storage = Open(emulator);
        var told = new List<UploadProgress>();
        var uri = await storage.UploadAsync(StorageUri.Folder("gs://my-bucket/a folder"), _file.File, told.Add, CancellationToken.None);
        Assert.Equal($"gs://my-bucket/a folder/{_file.File.Sha256}.jsonl", uri.ToString());
        Assert.Equal((0, _file.Length), (told[0].Sent, told[^1].Sent));
        Assert.Equal(told.Select(progress => progress.Sent).Order(), told.Select(progress => progress.Sent));
        await IsThereAsync(storage, uri);

        var chunks = emulator.Traffic.Methods["uploadChunk"].Requests;
        Assert.Equal(uri, await storage.UploadAsync(StorageUri.Folder("gs://my-bucket/a folder"), _file.File, null, CancellationToken.None));
        Assert.Equal((3, 3), (chunks, emulator.Traffic.Methods["uploadChunk"].Requests));
    }

    // The object, the session, then the chunks: each of them in turn.
    [Theory]
    [InlineData("reset", 8)]
    [InlineData("lost", 8)]
    [InlineData("truncated", 8)]
    [InlineData("503", 8)]
    [InlineData("408", 8)]
    [InlineData("429", 8)]
    // A content that was spoiled on its way back would be another content.
    [InlineData("malformed", 3)]
    public async Task It_arrives_after_a_fault_in_any_request(string fault, int times)
    {
        await using var emulator = Start(string.Concat(Enumerable.Repeat($"{fault}, none, ", times)) + "none");
        var storage = Open(emulator);
        var uri = await storage.UploadAsync(StorageUri.Folder("gs://my-bucket"), _file.File, null, CancellationToken.None);
        await IsThereAsync(storage, uri);
        Assert.InRange(emulator.Traffic.Faults[fault], 3, times);
        NothingSecret();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_arrives_however_often_it_goes_wrong(int seed)
    {
        await using var emulator = Start("reset, lost, truncated, 500, 503", 0.4, seed);
        var storage = Open(emulator);
        var uri = await storage.UploadAsync(StorageUri.Folder("gs://my-bucket"), _file.File, null, CancellationToken.None);
        await IsThereAsync(storage, uri);
        NothingSecret();
    }

    [Fact]
    public async Task Who_cancels_in_the_middle_ends_it_and_can_begin_anew()
    {
        await using var emulator = Start();
        var storage = Open(emulator);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.UploadAsync(StorageUri.Folder("gs://my-bucket"), _file.File, progress =>
        {
            if (progress.Sent > 0)
                stop.Cancel();
        }, stop.Token));
        Assert.InRange(emulator.Traffic.Methods["uploadChunk"].Requests, 1, 2);
        await IsThereAsync(storage, await storage.UploadAsync(StorageUri.Folder("gs://my-bucket"), _file.File, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_service_that_is_down_for_good_is_an_error()
    {
        await using var emulator = Start("none, none, none, " + string.Concat(Enumerable.Repeat("503, ", 30)) + "none");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => Open(emulator, retries: 2).UploadAsync(StorageUri.Folder("gs://my-bucket"), _file.File, null, CancellationToken.None));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, fault.StatusCode);
        Assert.InRange(emulator.Traffic.Faults["503"], 3, 9);
    }

    // The lines that come back are those of the file, in their order, none lost and none twice.
    async Task IsThereAsync(CloudStorage storage, StorageUri uri)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        await foreach (var line in storage.ReadLinesAsync(uri, CancellationToken.None))
        {
            sha.AppendData(line);
            sha.AppendData("\n"u8);
            count++;
        }
        Assert.Equal((Rows, _file.File.Sha256), (count, Convert.ToHexString(sha.GetHashAndReset()).ToLowerInvariant()));
    }

    void NothingSecret()
    {
        lock (_log)
            Assert.DoesNotContain(_log, line => line.Contains("upload_id", StringComparison.Ordinal));
    }
}

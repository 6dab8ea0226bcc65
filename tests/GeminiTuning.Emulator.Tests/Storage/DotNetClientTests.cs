using System.IO.Compression;
using System.Net;
using System.Text;
using Google;
using Google.Apis.Upload;
using Google.Cloud.Storage.V1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>Google's .NET client of Cloud Storage (Google.Cloud.Storage.V1), which compresses the bodies of its requests.</summary>
public sealed class DotNetClientTests : IAsyncLifetime
{
    const string Bucket = "my-bucket";
    const int Quantum = 256 * 1024;

    static readonly byte[] s_large = [.. Enumerable.Range(0, 3 * Quantum + 17).Select(i => (byte)(i * 31 >> 3))];

    readonly Service _service = Service.Start();
    readonly StorageClient _client;

    public DotNetClientTests() => _client = new StorageClientBuilder
    {
        BaseUri = new Uri(_service.Emulator.Endpoint, "storage/v1/").ToString(),
        UnauthenticatedAccess = true,
    }.Build();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Uploads_an_object_and_downloads_it()
    {
        var stored = await UploadAsync("a.txt", "hello");
        Assert.Equal((Bucket, "a.txt", 5UL, "text/plain"), (stored.Bucket, stored.Name, stored.Size, stored.ContentType));
        Assert.Equal("hello", await DownloadAsync("a.txt"));
    }

    [Fact]
    public async Task Uploads_an_empty_object()
    {
        Assert.Equal(0UL, (await UploadAsync("empty", "")).Size);
        Assert.Equal("", await DownloadAsync("empty"));
    }

    [Theory]
    [InlineData(Quantum)]
    [InlineData(2 * Quantum)]
    [InlineData(16 * Quantum)]
    public async Task Uploads_in_chunks_of_each_size(int chunk)
    {
        await _client.UploadObjectAsync(Bucket, "large", null, new MemoryStream(s_large), new UploadObjectOptions { ChunkSize = chunk }, Cancelled);
        Assert.Equal(s_large, await BytesAsync("large"));
    }

    [Fact]
    public async Task Reports_the_progress_of_an_upload()
    {
        var seen = new List<IUploadProgress>();
        await _client.UploadObjectAsync(
            Bucket, "large", null, new MemoryStream(s_large), new UploadObjectOptions { ChunkSize = Quantum }, Cancelled, new Seen(seen));
        Assert.Equal(UploadStatus.Completed, seen[^1].Status);
        Assert.Equal(s_large.Length, seen[^1].BytesSent);
        Assert.Contains(seen, p => p.Status == UploadStatus.Uploading && p.BytesSent == Quantum);
    }

    [Fact]
    public async Task Uploads_a_stream_whose_length_is_unknown()
    {
        await _client.UploadObjectAsync(Bucket, "large", null, new Unseekable(s_large), new UploadObjectOptions { ChunkSize = Quantum }, Cancelled);
        Assert.Equal(s_large, await BytesAsync("large"));
    }

    [Fact]
    public async Task Starts_an_upload_in_one_place_and_continues_it_in_another()
    {
        var session = await _client.InitiateUploadSessionAsync(Bucket, "large", "a/b", s_large.Length, cancellationToken: Cancelled);
        var upload = ResumableUpload.CreateFromUploadUri(session, new MemoryStream(s_large));
        upload.ChunkSize = Quantum;
        Assert.Equal(UploadStatus.Completed, (await upload.UploadAsync(Cancelled)).Status);
        Assert.Equal(s_large, await BytesAsync("large"));
    }

    [Fact]
    public async Task Keeps_all_metadata_of_an_upload()
    {
        var stored = await _client.UploadObjectAsync(Described("described"), new MemoryStream([1, 2]), cancellationToken: Cancelled);
        CheckDescribed(stored);
        CheckDescribed(await _client.GetObjectAsync(Bucket, "described", cancellationToken: Cancelled));
        CheckDescribed(Assert.Single(await ListAsync("described")));
    }

    [Fact]
    public async Task Gets_an_object_with_its_generation()
    {
        var stored = await UploadAsync("a.txt", "hello");
        var found = await _client.GetObjectAsync(Bucket, "a.txt", new GetObjectOptions { Generation = stored.Generation }, Cancelled);
        Assert.Equal((stored.Generation, stored.Md5Hash, stored.Crc32c, stored.ETag), (found.Generation, found.Md5Hash, found.Crc32c, found.ETag));
        await FailsAsync(HttpStatusCode.NotFound, () => _client.GetObjectAsync(Bucket, "a.txt", new GetObjectOptions { Generation = 1 }, Cancelled));
    }

    [Fact]
    public async Task Finds_no_object_that_does_not_exist()
    {
        await FailsAsync(HttpStatusCode.NotFound, () => _client.GetObjectAsync(Bucket, "unknown", cancellationToken: Cancelled));
        await FailsAsync(HttpStatusCode.NotFound, () => DownloadAsync("unknown"));
        await FailsAsync(HttpStatusCode.NotFound, () => _client.DeleteObjectAsync(Bucket, "unknown", cancellationToken: Cancelled));
    }

    [Theory]
    [InlineData(0L, 4L, "01234")]
    [InlineData(5L, null, "56789")]
    [InlineData(8L, 100L, "89")]
    public async Task Downloads_a_part(long from, long? to, string expected)
    {
        await UploadAsync("digits", "0123456789");
        Assert.Equal(expected, await DownloadAsync("digits", new DownloadObjectOptions { Range = new(from, to) }));
    }

    [Fact]
    public async Task Downloads_in_chunks()
    {
        await _client.UploadObjectAsync(Bucket, "large", null, new MemoryStream(s_large), cancellationToken: Cancelled);
        Assert.Equal(s_large, await BytesAsync("large", new DownloadObjectOptions { ChunkSize = Quantum }));
    }

    [Fact]
    public async Task Downloads_what_it_has_uploaded_compressed()
    {
        var text = new string('x', 10_000);
        var compressed = Compressed(text);
        var described = new Object { Bucket = Bucket, Name = "text.gz", ContentType = "text/plain", ContentEncoding = "gzip" };
        var stored = await _client.UploadObjectAsync(described, new MemoryStream(compressed), cancellationToken: Cancelled);
        Assert.Equal(("gzip", (ulong)compressed.Length), (stored.ContentEncoding, stored.Size!.Value));
        Assert.Equal(text, await DownloadAsync("text.gz"));
    }

    [Fact]
    public async Task Downloads_nothing_that_it_has_already()
    {
        var stored = await UploadAsync("a.txt", "hello");
        await FailsAsync(HttpStatusCode.NotModified, () => DownloadAsync("a.txt", new DownloadObjectOptions { IfGenerationNotMatch = stored.Generation }));
        await FailsAsync(HttpStatusCode.NotModified, () => _client.GetObjectAsync(
            Bucket, "a.txt", new GetObjectOptions { IfGenerationNotMatch = stored.Generation }, Cancelled));
        await FailsAsync(HttpStatusCode.NotModified, () => _client.GetObjectAsync(
            Bucket, "a.txt", new GetObjectOptions { IfMetagenerationNotMatch = 1 }, Cancelled));
    }

    [Fact]
    public async Task Downloads_only_the_generation_that_it_names()
    {
        var stored = await UploadAsync("a.txt", "hello");
        Assert.Equal("hello", await DownloadAsync("a.txt", new DownloadObjectOptions { IfGenerationMatch = stored.Generation }));
        await FailsAsync(HttpStatusCode.PreconditionFailed, () => DownloadAsync("a.txt", new DownloadObjectOptions { IfGenerationMatch = 1 }));
    }

    [Fact]
    public async Task Creates_an_object_only_if_there_is_none()
    {
        var create = new UploadObjectOptions { IfGenerationMatch = 0 };
        var stored = await UploadAsync("a.txt", "1", create);
        await FailsAsync(HttpStatusCode.PreconditionFailed, () => UploadAsync("a.txt", "2", create));
        Assert.Equal("1", await DownloadAsync("a.txt"));
        await UploadAsync("a.txt", "3", new UploadObjectOptions { IfGenerationMatch = stored.Generation });
        Assert.Equal("3", await DownloadAsync("a.txt"));
    }

    [Fact]
    public async Task Replaces_an_object_with_a_higher_generation()
    {
        var (first, second) = (await UploadAsync("a.txt", "1"), await UploadAsync("a.txt", "2"));
        Assert.True(second.Generation > first.Generation);
        Assert.Equal("2", await DownloadAsync("a.txt"));
    }

    [Fact]
    public async Task Lists_objects_by_prefix()
    {
        await UploadNamesAsync("a/1", "a/2", "b/1");
        Assert.Equal(["a/1", "a/2"], (await ListAsync("a/")).Select(o => o.Name));
        Assert.Equal(3, (await ListAsync("")).Count);
        Assert.Empty(await ListAsync("c"));
    }

    [Fact]
    public async Task Lists_objects_page_by_page()
    {
        await UploadNamesAsync("a", "b", "c", "d", "e");
        var names = new List<string>();
        await foreach (var page in _client.ListObjectsAsync(Bucket, "", new ListObjectsOptions { PageSize = 2 }).AsRawResponses())
        {
            Assert.InRange(page.Items.Count, 1, 2);
            names.AddRange(page.Items.Select(o => o.Name));
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
    }

    [Fact]
    public async Task Lists_folders_by_delimiter()
    {
        await UploadNamesAsync("a/", "a/1", "a/b/2", "c");
        Assert.Equal("a/ | c", await ListFoldersAsync(new ListObjectsOptions { Delimiter = "/" }));
        Assert.Equal("a/ | a/ c", await ListFoldersAsync(new ListObjectsOptions { Delimiter = "/", IncludeTrailingDelimiter = true }));
    }

    [Fact]
    public async Task Lists_objects_between_two_names()
    {
        await UploadNamesAsync("a", "b", "c", "d");
        Assert.Equal(["b", "c"], (await ListAsync("", new ListObjectsOptions { StartOffset = "b", EndOffset = "d" })).Select(o => o.Name));
    }

    [Theory]
    [InlineData("*.jsonl", "a.jsonl")]
    [InlineData("**.jsonl", "a.jsonl,data/b.jsonl,data/deep/c.jsonl")]
    [InlineData("data/*.{jsonl,txt}", "data/b.jsonl,data/d.txt")]
    [InlineData("data/[a-c].*", "data/b.jsonl")]
    [InlineData("data/?.txt", "data/d.txt")]
    public async Task Lists_objects_by_a_pattern(string glob, string expected)
    {
        await UploadNamesAsync("a.jsonl", "data/b.jsonl", "data/deep/c.jsonl", "data/d.txt");
        Assert.Equal(expected.Split(','), (await ListAsync("", new ListObjectsOptions { MatchGlob = glob })).Select(o => o.Name));
    }

    [Fact]
    public async Task Lists_the_fields_that_it_asks_for()
    {
        await UploadNamesAsync("a");
        var options = new ListObjectsOptions { Fields = "items(name),nextPageToken", Versions = true, Projection = Projection.Full };
        Assert.Equal("a", Assert.Single(await ListAsync("", options)).Name);
    }

    [Fact]
    public async Task Changes_metadata_and_keeps_the_rest()
    {
        await _client.UploadObjectAsync(Described("x"), new MemoryStream([1, 2]), cancellationToken: Cancelled);
        var changes = new Object { Bucket = Bucket, Name = "x", ContentType = "a/b", Metadata = new Dictionary<string, string> { ["other"] = "1" } };
        var changed = await _client.PatchObjectAsync(changes, cancellationToken: Cancelled);
        Assert.Equal(("a/b", "de", 2), (changed.ContentType, changed.ContentLanguage, changed.Metageneration));
        Assert.Equal(new Dictionary<string, string> { ["key"] = "value", ["other"] = "1" }, changed.Metadata);
        Assert.Equal([1, 2], await BytesAsync("x"));
    }

    [Fact]
    public async Task Clears_a_metadata_key()
    {
        await _client.UploadObjectAsync(Described("x"), new MemoryStream([1, 2]), cancellationToken: Cancelled);
        var changes = new Object { Bucket = Bucket, Name = "x", Metadata = new Dictionary<string, string?> { ["key"] = null } };
        Assert.Null((await _client.PatchObjectAsync(changes, cancellationToken: Cancelled)).Metadata);
    }

    [Fact]
    public async Task Replaces_all_metadata()
    {
        var stored = await _client.UploadObjectAsync(Described("x"), new MemoryStream([1, 2]), cancellationToken: Cancelled);
        stored.CacheControl = null;
        stored.ContentDisposition = "inline";
        var changed = await _client.UpdateObjectAsync(stored, cancellationToken: Cancelled);
        Assert.Equal((null, "inline", "de", 2), (changed.CacheControl, changed.ContentDisposition, changed.ContentLanguage, changed.Metageneration));
    }

    [Fact]
    public async Task Changes_metadata_only_of_the_metageneration_that_it_names()
    {
        await UploadNamesAsync("x");
        var changes = new Object { Bucket = Bucket, Name = "x", ContentType = "a/b" };
        var options = new PatchObjectOptions { IfMetagenerationMatch = 1 };
        await _client.PatchObjectAsync(changes, options, Cancelled);
        await FailsAsync(HttpStatusCode.PreconditionFailed, () => _client.PatchObjectAsync(changes, options, Cancelled));
    }

    [Fact]
    public async Task Deletes_an_object()
    {
        await UploadNamesAsync("x");
        await _client.DeleteObjectAsync(Bucket, "x", cancellationToken: Cancelled);
        await FailsAsync(HttpStatusCode.NotFound, () => _client.GetObjectAsync(Bucket, "x", cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Deletes_only_the_generation_that_it_names()
    {
        await UploadNamesAsync("x");
        await FailsAsync(HttpStatusCode.PreconditionFailed, () =>
            _client.DeleteObjectAsync(Bucket, "x", new DeleteObjectOptions { IfGenerationMatch = 1 }, Cancelled));
        Assert.Equal("x", await DownloadAsync("x"));
    }

    [Fact]
    public async Task Copies_an_object_with_its_metadata()
    {
        await _client.UploadObjectAsync(Described("x"), new MemoryStream([1, 2]), cancellationToken: Cancelled);
        var copied = await _client.CopyObjectAsync(Bucket, "x", "other-bucket", "y", cancellationToken: Cancelled);
        Assert.Equal(("other-bucket", "y"), (copied.Bucket, copied.Name));
        CheckDescribed(copied);
        using var content = new MemoryStream();
        await _client.DownloadObjectAsync("other-bucket", "y", content, cancellationToken: Cancelled);
        Assert.Equal([1, 2], content.ToArray());
    }

    [Fact]
    public async Task Copies_an_object_with_other_metadata_or_not_at_all()
    {
        await UploadNamesAsync("x");
        var options = new CopyObjectOptions { ExtraMetadata = new Object { ContentType = "a/b" }, IfGenerationMatch = 0 };
        Assert.Equal("a/b", (await _client.CopyObjectAsync(Bucket, "x", Bucket, "y", options, Cancelled)).ContentType);
        await FailsAsync(HttpStatusCode.PreconditionFailed, () => _client.CopyObjectAsync(Bucket, "x", Bucket, "y", options, Cancelled));
        await FailsAsync(HttpStatusCode.NotFound, () => _client.CopyObjectAsync(Bucket, "unknown", Bucket, "z", cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Gets_a_bucket() =>
        Assert.Equal(Bucket, (await _client.GetBucketAsync(Bucket, cancellationToken: Cancelled)).Name);

    [Fact]
    public async Task Creates_and_lists_buckets()
    {
        await UploadNamesAsync("x");
        Assert.Equal("created-bucket", (await _client.CreateBucketAsync("my-project", "created-bucket", cancellationToken: Cancelled)).Name);
        var names = new List<string>();
        await foreach (var bucket in _client.ListBucketsAsync("my-project"))
            names.Add(bucket.Name);
        Assert.Equal(["created-bucket", Bucket], names);
    }

    [Fact]
    public async Task Deletes_a_bucket_only_if_it_is_empty()
    {
        await UploadNamesAsync("x", "y");
        await FailsAsync(HttpStatusCode.Conflict, () => _client.DeleteBucketAsync(Bucket, cancellationToken: Cancelled));
        await _client.DeleteBucketAsync(Bucket, new DeleteBucketOptions { DeleteObjects = true }, Cancelled);
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task Finds_the_emulator_by_its_environment_variable()
    {
        const string variable = "STORAGE_EMULATOR_HOST";
        var present = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, _service.Emulator.Endpoint.ToString().TrimEnd('/'));
        try
        {
            using var client = new StorageClientBuilder { EmulatorDetection = Google.Api.Gax.EmulatorDetection.EmulatorOnly }.Build();
            await client.UploadObjectAsync(Bucket, "x", null, new MemoryStream(s_large), cancellationToken: Cancelled);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, present);
        }

        Assert.Equal(s_large, await BytesAsync("x"));
    }

    [Fact]
    public async Task Is_told_that_its_own_encryption_keys_are_not_supported()
    {
        var options = new UploadObjectOptions { EncryptionKey = EncryptionKey.Generate() };
        await FailsAsync(HttpStatusCode.BadRequest, () => UploadAsync("x", "hello", options));
        Assert.Empty(await ListAsync(""));
    }

    [Theory]
    [InlineData("a b/c+d?e=f&g#h.txt")]
    [InlineData("日本/ü.txt")]
    [InlineData("100%")]
    [InlineData("/leading//double/")]
    public async Task Takes_every_valid_name(string name)
    {
        await UploadAsync(name, "hello");
        Assert.Equal("hello", await DownloadAsync(name));
        Assert.Equal(name, Assert.Single(await ListAsync("")).Name);
    }

    [Fact]
    public async Task Downloads_many_objects_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => UploadAsync($"{i}", $"content {i}")));
        var read = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DownloadAsync($"{i}")));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"content {i}"), read);
    }

    [Fact]
    public async Task Uploads_a_dataset_that_a_tuning_job_reads()
    {
        await UploadAsync("train.jsonl", Vertex.VertexClient.Lines(Vertex.VertexClient.Numbers));
        var client = new Vertex.VertexClient(_service);
        var job = await client.EndedAsync(await client.CreateAsync(Vertex.VertexClient.Job(epochs: 1)));
        Assert.Equal("JOB_STATE_SUCCEEDED", (string)job["state"]!);
    }

    static Object Described(string name) => new()
    {
        Bucket = Bucket,
        Name = name,
        ContentType = "text/csv",
        ContentDisposition = "attachment; filename=\"x.csv\"",
        ContentLanguage = "de",
        CacheControl = "public, max-age=60",
        CustomTimeDateTimeOffset = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        StorageClass = StorageClasses.Nearline,
        Metadata = new Dictionary<string, string> { ["key"] = "value" },
    };

    static void CheckDescribed(Object stored)
    {
        var expected = Described(stored.Name);
        Assert.Equal(
            (expected.ContentType, expected.ContentDisposition, expected.ContentLanguage, expected.CacheControl, expected.StorageClass),
            (stored.ContentType, stored.ContentDisposition, stored.ContentLanguage, stored.CacheControl, stored.StorageClass));
        Assert.Equal(expected.CustomTimeDateTimeOffset, stored.CustomTimeDateTimeOffset);
        Assert.Equal(expected.Metadata, stored.Metadata);
    }

    static byte[] Compressed(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }

    static async Task FailsAsync(HttpStatusCode status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<GoogleApiException>(call)).HttpStatusCode);

    async Task UploadNamesAsync(params string[] names)
    {
        foreach (var name in names)
            await UploadAsync(name, name);
    }

    Task<Object> UploadAsync(string name, string content, UploadObjectOptions? options = null) =>
        _client.UploadObjectAsync(Bucket, name, "text/plain", new MemoryStream(Encoding.UTF8.GetBytes(content)), options, Cancelled);

    async Task<byte[]> BytesAsync(string name, DownloadObjectOptions? options = null)
    {
        using var content = new MemoryStream();
        await _client.DownloadObjectAsync(Bucket, name, content, options, Cancelled);
        return content.ToArray();
    }

    async Task<string> DownloadAsync(string name, DownloadObjectOptions? options = null) => Encoding.UTF8.GetString(await BytesAsync(name, options));

    async Task<List<Object>> ListAsync(string prefix, ListObjectsOptions? options = null)
    {
        var listed = new List<Object>();
        await foreach (var stored in _client.ListObjectsAsync(Bucket, prefix, options))
            listed.Add(stored);
        return listed;
    }

    async Task<string> ListFoldersAsync(ListObjectsOptions options)
    {
        var (prefixes, names) = (new List<string>(), new List<string>());
        await foreach (var page in _client.ListObjectsAsync(Bucket, "", options).AsRawResponses())
        {
            prefixes.AddRange(page.Prefixes ?? []);
            names.AddRange((page.Items ?? []).Select(o => o.Name));
        }

        return $"{string.Join(' ', prefixes)} | {string.Join(' ', names)}";
    }

    sealed class Seen(List<IUploadProgress> seen) : IProgress<IUploadProgress>
    {
        public void Report(IUploadProgress value) => seen.Add(value);
    }

    sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>Object metadata, decompression on download, and the parameters of objects.list.</summary>
public sealed class ObjectMetadataTests : IAsyncLifetime
{
    const string Stored = "storage/v1/b/my-bucket/o/x";

    readonly Service _service = Service.Start();
    readonly HttpClient _client;

    public ObjectMetadataTests() => _client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_accept_gzip_gets_the_content_decompressed()
    {
        await UploadAsync(Compress("hello hello"), """{"name": "x", "contentType": "text/plain", "contentEncoding": "gzip"}""");
        using var plain = await DownloadAsync(acceptsGzip: false);
        Assert.Equal("hello hello", await plain.Content.ReadAsStringAsync(Cancelled));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal("gzip", plain.Headers.GetValues("X-Goog-Stored-Content-Encoding").Single());

        using var compressed = await DownloadAsync(acceptsGzip: true);
        Assert.Equal(Compress("hello hello"), await compressed.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal("gzip", compressed.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task The_content_stays_compressed_if_its_owner_forbids_to_transform_it()
    {
        await UploadAsync(Compress("hello"), """{"name": "x", "contentEncoding": "gzip", "cacheControl": "no-transform"}""");
        using var answer = await DownloadAsync(acceptsGzip: false);
        Assert.Equal(Compress("hello"), await answer.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task A_range_of_decompressed_content_is_ignored()
    {
        await UploadAsync(Compress("hello"), """{"name": "x", "contentEncoding": "gzip"}""");
        using var answer = await DownloadAsync(acceptsGzip: false, range: "bytes=1-2");
        Assert.Equal((HttpStatusCode.OK, "hello"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    [Fact]
    public async Task Content_that_is_not_gzip_although_its_metadata_says_so_is_sent_as_it_is()
    {
        await UploadAsync("plain"u8.ToArray(), """{"name": "x", "contentEncoding": "gzip"}""");
        using var answer = await DownloadAsync(acceptsGzip: false);
        Assert.Equal("plain", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_download_has_the_headers_of_its_metadata()
    {
        await UploadAsync(
            "x"u8.ToArray(), """{"name": "x", "contentDisposition": "inline", "contentLanguage": "de", "cacheControl": "max-age=60", "storageClass": "COLDLINE"}""");
        using var answer = await DownloadAsync(acceptsGzip: true);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("de", answer.Content.Headers.ContentLanguage.Single());
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("COLDLINE", answer.Headers.GetValues("X-Goog-Storage-Class").Single());
    }

    [Theory]
    [InlineData("contentDisposition")]
    [InlineData("contentLanguage")]
    [InlineData("cacheControl")]
    [InlineData("contentEncoding")]
    [InlineData("contentType")]
    public async Task Metadata_cannot_add_a_header(string field)
    {
        await UploadAsync("x"u8.ToArray(), new JsonObject { ["name"] = "x", [field] = "a\r\nX-Injected: 1" }.ToJsonString());
        using var answer = await DownloadAsync(acceptsGzip: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Injected"));
        Assert.Equal("x", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("customTime", "yesterday")]
    [InlineData("storageClass", "FAST")]
    public async Task An_invalid_value_is_named(string field, string value)
    {
        var (status, body) = await UploadAsync("x"u8.ToArray(), new JsonObject { ["name"] = "x", [field] = value }.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"'{value}'", (string)JsonNode.Parse(body)!["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_survives_a_restart()
    {
        var path = Directory.CreateTempSubdirectory("emulator-").FullName;
        try
        {
            string? before;
            await using (var service = Service.Start(path))
            {
                (await service.SendAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", "hello")).Dispose();
                const string body = """{"contentType": "a/b", "cacheControl": "no-store", "customTime": "2026-01-02T03:04:05Z", "metadata": {"k": "v"}}""";
                (await service.SendAsync(HttpMethod.Patch, Stored, body)).Dispose();
                before = Comparable((await service.GetAsync(Stored)).Json);
            }

            await using (var service = Service.Start(path))
                Assert.Equal(before, Comparable((await service.GetAsync(Stored)).Json));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }

        // Its addresses have the emulator's port.
        static string Comparable(JsonObject json)
        {
            json.Remove("selfLink");
            json.Remove("mediaLink");
            return json.ToJsonString();
        }
    }

    [Theory]
    [InlineData(Stored + "?force=true&autoPaginate=false&unknown=1")]
    [InlineData("storage/v1/b/my-bucket/o?force=true&prefix=x")]
    [InlineData("storage/v1/b/my-bucket?unknown=1")]
    public async Task Cloud_Storage_ignores_unknown_parameters(string path)
    {
        await UploadAsync("x"u8.ToArray(), """{"name": "x"}""");
        Assert.Equal(200, (await _service.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("filter=contexts.a:*", "'filter'")]
    [InlineData("matchGlob=[", "'['")]
    [InlineData("matchGlob=%7Ba", "'{a'")]
    public async Task A_list_parameter_that_is_invalid_or_not_supported_is_named(string query, string expected)
    {
        var (status, json) = await _service.GetAsync($"storage/v1/b/my-bucket/o?{query}");
        Assert.Equal(400, status);
        Assert.Contains(expected, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_takes_no_longer_for_a_hostile_name()
    {
        await UploadAsync("x"u8.ToArray(), new JsonObject { ["name"] = new string('a', 1000) + "b" }.ToJsonString());
        var glob = string.Concat(Enumerable.Repeat("**a", 40)) + "c";
        var (status, json) = await _service.GetAsync($"storage/v1/b/my-bucket/o?matchGlob={glob}");
        Assert.Equal(200, status);
        Assert.Null(json["items"]);
    }

    static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }

    async Task<(HttpStatusCode Status, string Body)> UploadAsync(byte[] content, string description)
    {
        using var body = new MultipartContent("related") { new StringContent(description), new ByteArrayContent(content) };
        using var answer = await _client.PostAsync(new Uri("upload/storage/v1/b/my-bucket/o?uploadType=multipart", UriKind.Relative), body, Cancelled);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    async Task<HttpResponseMessage> DownloadAsync(bool acceptsGzip, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Stored}?alt=media");
        if (acceptsGzip)
            request.Headers.Add("Accept-Encoding", "gzip");
        if (range is not null)
            request.Headers.Add("Range", range);
        return await _client.SendAsync(request, Cancelled);
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

/// <summary>Requests whose bodies are compressed with gzip. The limits apply to the decompressed body.</summary>
public sealed class CompressedRequestTests : IAsyncLifetime
{
    const string Generate = "v1beta/models/gemini-2.5-flash:generateContent";
    const string Media = "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x";

    readonly Service _service = Service.Start();
    readonly HttpClient _client;

    public CompressedRequestTests() => _client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    public async Task A_compressed_request_is_read(string encoding) =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Generate, Compress(Prompt("hello")), encoding)).Status);

    [Fact]
    public async Task A_compressed_request_of_unknown_length_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Generate) { Content = new StreamContent(new MemoryStream(Compress(Prompt("hello")))) };
        request.Headers.TransferEncodingChunked = true;
        request.Content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_not_compressed_says_so_or_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Generate, Prompt("hello"), "identity")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Generate, Prompt("hello"), encoding: null)).Status);
    }

    [Theory]
    [InlineData(Generate)]
    [InlineData(Media)]
    public async Task A_body_that_is_not_gzip_is_rejected(string path)
    {
        var (status, message) = await PostAsync(path, Prompt("hello"), "gzip");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("body isn't valid gzip", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Generate)]
    [InlineData(Media)]
    public async Task A_body_that_ends_early_is_rejected(string path)
    {
        var whole = Compress(Prompt(string.Concat(Enumerable.Range(0, 2000))));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(path, whole[..(whole.Length / 2)], "gzip")).Status);
    }

    [Fact]
    public async Task Another_encoding_is_named_in_the_error()
    {
        var (status, message) = await PostAsync(Generate, Prompt("hello"), "br");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Contains("'br'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_that_becomes_a_large_one_is_rejected()
    {
        var bomb = Compress(new byte[64 * 1024 * 1024]);
        Assert.InRange(bomb.Length, 1, 100_000);
        var before = GC.GetTotalAllocatedBytes();
        var (status, message) = await PostAsync(Generate, bomb, "gzip");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("exceeds the limit: 4194304 bytes", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task A_compressed_upload_is_stored_decompressed()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Media, Compress(Encoding.UTF8.GetBytes("hello")), "gzip")).Status);
        Assert.Equal("hello", await _client.GetStringAsync("storage/v1/b/my-bucket/o/x?alt=media", Cancelled));
    }

    [Fact]
    public async Task A_compressed_upload_in_chunks_is_stored_decompressed()
    {
        var session = await Storage.Upload.StartAsync(_client, "x");
        using var chunk = new ByteArrayContent(Compress(Encoding.UTF8.GetBytes("hello")));
        chunk.Headers.ContentEncoding.Add("gzip");
        using var answer = await _client.PutAsync(session, chunk, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("hello", await _client.GetStringAsync("storage/v1/b/my-bucket/o/x?alt=media", Cancelled));
    }

    [Fact]
    public async Task The_next_request_on_the_connection_begins_after_the_compressed_body()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(Media, Compress(Encoding.UTF8.GetBytes("hello")), "gzip")).Status);
            Assert.Equal("hello", await _client.GetStringAsync("storage/v1/b/my-bucket/o/x?alt=media", Cancelled));
        }

        Assert.InRange(_service.Emulator.Traffic.OpenConnections, 1, 1);
    }

    static byte[] Prompt(string text) => Encoding.UTF8.GetBytes(Service.Prompt(text).ToJsonString());

    static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }

    async Task<(HttpStatusCode Status, string Message)> PostAsync(string path, byte[] body, string? encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, Cancelled);
        return (answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["error"]?["message"] ?? "");
    }
}

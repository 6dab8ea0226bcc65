using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class ObjectTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task An_object_is_described_as_the_service_does()
    {
        var stored = await PutAsync("dir/a b.txt", "123456789", "text/plain");
        Assert.Equal(("storage#object", "dir/a b.txt", "my-bucket", "9"), (
            (string)stored["kind"]!, (string)stored["name"]!, (string)stored["bucket"]!, (string)stored["size"]!));
        Assert.Equal(("text/plain", "1", "JfnnlDI7RTiF9RgfG2JNCw==", "4waSgw=="), (
            (string)stored["contentType"]!, (string)stored["metageneration"]!, (string)stored["md5Hash"]!, (string)stored["crc32c"]!));
        Assert.Matches(@"^\d{16}$", (string)stored["generation"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)stored["timeCreated"]!);
        Assert.Equal(stored.ToJsonString(), (await _service.GetAsync("storage/v1/b/my-bucket/o/dir%2Fa%20b.txt")).Json.ToJsonString());
        Assert.Equal(stored.ToJsonString(), (await _service.GetAsync("b/my-bucket/o/dir%2Fa%20b.txt")).Json.ToJsonString());
        using var media = await _service.SendAsync(HttpMethod.Get, new Uri((string)stored["mediaLink"]!).PathAndQuery[1..]);
        Assert.Equal("123456789", await media.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", media.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("bytes=0-3", 206, "1234", "bytes 0-3/9")]
    [InlineData("bytes=5-", 206, "6789", "bytes 5-8/9")]
    [InlineData("bytes=-2", 206, "89", "bytes 7-8/9")]
    [InlineData("bytes=-99", 206, "123456789", "bytes 0-8/9")]
    [InlineData("bytes=7-99999999999999999999", 206, "89", "bytes 7-8/9")]
    [InlineData("bytes=9-", 416, null, "bytes */9")]
    [InlineData("bytes=-0", 416, null, "bytes */9")]
    [InlineData("bytes=3-1", 416, null, "bytes */9")]
    [InlineData("bytes=0-1,3-4", 200, "123456789", null)]
    [InlineData("lines=0-1", 200, "123456789", null)]
    public async Task A_part_of_an_object_can_be_read(string range, int status, string? text, string? contentRange)
    {
        await PutAsync("x", "123456789");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_service.Emulator.Endpoint, "storage/v1/b/my-bucket/o/x?alt=media"));
        request.Headers.TryAddWithoutValidation("Range", range);
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        Assert.Equal((status, contentRange), ((int)response.StatusCode, response.Content.Headers.ContentRange?.ToString()));
        if (text is not null)
            Assert.Equal(text, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_HEAD_has_the_length_and_no_body()
    {
        await PutAsync("x", "123456789");
        using var response = await _service.SendAsync(HttpMethod.Head, "storage/v1/b/my-bucket/o/x?alt=media");
        Assert.Equal((200, 9L), ((int)response.StatusCode, response.Content.Headers.ContentLength!.Value));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Objects_are_listed_by_prefix_page_and_delimiter()
    {
        foreach (var name in new[] { "a/1", "a/2", "a/b/3", "c", "a" })
            await PutAsync(name, name);
        Assert.Equal("a a/1 a/2 a/b/3 c", await NamesAsync(""));
        Assert.Equal("a/1 a/2 a/b/3", await NamesAsync("prefix=a/"));
        Assert.Equal("a/1 a/2 + a/b/", await NamesAsync("prefix=a/&delimiter=/"));
        Assert.Equal("a c + a/", await NamesAsync("delimiter=/"));
        Assert.Equal("", await NamesAsync("prefix=x"));

        var (_, first) = await _service.GetAsync("storage/v1/b/my-bucket/o?maxResults=2");
        var (_, second) = await _service.GetAsync($"storage/v1/b/my-bucket/o?maxResults=100&pageToken={first["nextPageToken"]}");
        Assert.Equal((2, 3), (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count));
        Assert.Equal("storage#objects", (string)(await _service.GetAsync("storage/v1/b/another-bucket/o")).Json["kind"]!);
        Assert.Equal("my-bucket", (string)(await _service.GetAsync("storage/v1/b/my-bucket")).Json["name"]!);
    }

    [Fact]
    public async Task A_precondition_that_does_not_hold_leaves_all_as_it_is()
    {
        var stored = await PutAsync("x", "first");
        var generation = (string)stored["generation"]!;
        foreach (var path in new[]
        {
            "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x&ifGenerationMatch=0",
            "upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=x&ifGenerationMatch=0",
            $"upload/storage/v1/b/my-bucket/o?uploadType=media&name=x&ifGenerationNotMatch={generation}",
        })
        {
            var (status, json) = await _service.CallAsync(HttpMethod.Post, path, "{}");
            Assert.Equal((412, "conditionNotMet"), (status, (string)json["error"]!["errors"]![0]!["reason"]!));
        }

        Assert.Equal(412, (await _service.DeleteAsync("storage/v1/b/my-bucket/o/x?ifGenerationMatch=1")).Status);
        Assert.Equal(404, (await _service.GetAsync("storage/v1/b/my-bucket/o/x?generation=1")).Status);
        Assert.Equal(200, (await _service.GetAsync($"storage/v1/b/my-bucket/o/x?generation={generation}")).Status);
        var (replaced, other) = await _service.CallAsync(HttpMethod.Post, $"upload/storage/v1/b/my-bucket/o?uploadType=media&name=x&ifGenerationMatch={generation}", "second");
        Assert.Equal(200, replaced);
        Assert.True(long.Parse((string)other["generation"]!, null) > long.Parse(generation, null));
    }

    [Fact]
    public async Task A_deleted_object_is_not_there()
    {
        await PutAsync("x", "1");
        using (var deleted = await _service.SendAsync(HttpMethod.Delete, "storage/v1/b/my-bucket/o/x"))
            Assert.Equal(204, (int)deleted.StatusCode);
        var (status, json) = await _service.GetAsync("storage/v1/b/my-bucket/o/x?alt=media");
        Assert.Equal(404, status);
        Assert.Equal(
            """{"code":404,"message":"No such object: my-bucket/x","errors":[{"message":"No such object: my-bucket/x","domain":"global","reason":"notFound"}]}""",
            json["error"]!.ToJsonString());
        Assert.Equal(404, (await _service.DeleteAsync("storage/v1/b/my-bucket/o/x")).Status);
    }

    [Theory]
    [InlineData("UPPER", "x")]
    [InlineData("a", "x")]
    [InlineData("-bucket", "x")]
    [InlineData("my-bucket", "")]
    [InlineData("my-bucket", "..")]
    [InlineData("my-bucket", "a%0Ab")]
    public async Task A_name_that_is_not_valid_is_refused(string bucket, string name)
    {
        var (status, json) = await _service.CallAsync(HttpMethod.Post, $"upload/storage/v1/b/{bucket}/o?uploadType=media&name={name}", "x");
        Assert.Equal((400, "invalid"), (status, (string)json["error"]!["errors"]![0]!["reason"]!));
    }

    [Fact]
    public async Task A_body_of_two_parts_is_a_description_and_the_content()
    {
        using var client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };
        var content = RandomNumberGenerator.GetBytes(200_000);
        using var right = new MultipartContent("related", "boundary-7");
        right.Add(new StringContent("""{"name": "two", "metadata": {"rows": "3"}}""", Encoding.UTF8, "application/json"));
        right.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-thing") } });
        using var response = await client.PostAsync("upload/storage/v1/b/my-bucket/o?uploadType=multipart", right);
        var stored = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(("200000", "application/x-thing", "3"), ((string)stored["size"]!, (string)stored["contentType"]!, (string)stored["metadata"]!["rows"]!));
        Assert.Equal(content, await client.GetByteArrayAsync("storage/v1/b/my-bucket/o/two?alt=media"));

        using var wrong = new StringContent("no parts", MediaTypeHeaderValue.Parse("multipart/related; boundary=x"));
        using var refused = await client.PostAsync("upload/storage/v1/b/my-bucket/o?uploadType=multipart", wrong);
        Assert.Equal(400, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_download_is_cut_off_and_lost_on_request()
    {
        var plan = FaultPlan.Parse("none, truncated, lost, malformed, 503");
        await using var service = Service.Start(new TuningEmulatorOptions { Faults = plan });
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        await service.CallAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", new string('x', 500_000));
        const string path = "storage/v1/b/my-bucket/o/x?alt=media";
        var request = Raw.Request("GET", path);
        var cut = await Raw.ExchangeAsync(service.Emulator, request);
        Assert.InRange(cut.Length, 250_000, 251_000);
        Assert.Empty(await Raw.ExchangeAsync(service.Emulator, request));
        Assert.Equal(250_000, (await client.GetByteArrayAsync(path)).Length);
        using var refused = await client.GetAsync(path);
        Assert.Contains("\"backendError\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(500_000, (await client.GetByteArrayAsync(path)).Length);
        Assert.Equal(new MethodTraffic(5, 1), service.Emulator.Traffic.Methods["getObject"]);
        Assert.Equal(new MethodTraffic(1, 1), service.Emulator.Traffic.Methods["uploadObject"]);
    }

    async Task<JsonObject> PutAsync(string name, string content, string type = "application/json")
    {
        using var client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };
        using var body = new StringContent(content, Encoding.UTF8, new MediaTypeHeaderValue(type));
        body.Headers.ContentType!.CharSet = null;
        using var response = await client.PostAsync($"upload/storage/v1/b/my-bucket/o?uploadType=media&name={Uri.EscapeDataString(name)}", body);
        Assert.Equal(200, (int)response.StatusCode);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    async Task<string> NamesAsync(string query)
    {
        var (_, list) = await _service.GetAsync($"storage/v1/b/my-bucket/o?{query}");
        var items = string.Join(' ', (list["items"] as JsonArray ?? []).Select(i => (string)i!["name"]!));
        return list["prefixes"] is JsonArray prefixes ? $"{items} + {string.Join(' ', prefixes.Select(p => (string)p!))}" : items;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>Resumable uploads, chunk by chunk.</summary>
public sealed class UploadTests : IAsyncLifetime, IDisposable
{
    const int Quantum = 256 * 1024;

    readonly Service _service = Service.Start();
    readonly HttpClient _client;

    public UploadTests() => _client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _client.Dispose();

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Chunks_make_an_object_that_has_what_was_announced()
    {
        var content = RandomNumberGenerator.GetBytes((2 * Quantum) + 100);
        var session = await Upload.StartAsync(_client, "x", """{"metadata": {"a": "b"}, "contentType": "application/jsonl"}""");
        Assert.Equal((308, null), await PutAsync(session, [], "bytes */*"));
        Assert.Equal((308, $"bytes=0-{Quantum - 1}"), await PutAsync(session, content[..Quantum], $"bytes 0-{Quantum - 1}/*"));
        Assert.Equal((308, $"bytes=0-{(2 * Quantum) - 1}"), await PutAsync(session, content[Quantum..(2 * Quantum)], $"bytes {Quantum}-{(2 * Quantum) - 1}/{content.Length}"));
        Assert.Equal((308, $"bytes=0-{(2 * Quantum) - 1}"), await PutAsync(session, [], $"bytes */{content.Length}"));
        Assert.Equal(404, (await _service.GetAsync("storage/v1/b/my-bucket/o/x")).Status);
        Assert.Equal((200, null), await PutAsync(session, content[(2 * Quantum)..], $"bytes {2 * Quantum}-{content.Length - 1}/{content.Length}"));

        var (_, stored) = await _service.GetAsync("storage/v1/b/my-bucket/o/x");
        Assert.Equal(($"{content.Length}", "b", "application/jsonl"), ((string)stored["size"]!, (string)stored["metadata"]!["a"]!, (string)stored["contentType"]!));
        Assert.Equal(content, await _client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
        Assert.Equal((200, null), await PutAsync(session, [], "bytes */*"));
        Assert.Equal(new MethodTraffic(6, 6), _service.Emulator.Traffic.Methods["uploadChunk"]);
    }

    [Fact]
    public async Task A_whole_body_an_empty_one_and_one_of_unknown_length_need_no_range()
    {
        Assert.Equal((200, null), await PutAsync(await Upload.StartAsync(_client, "whole"), new byte[1000], null));
        Assert.Equal((200, null), await PutAsync(await Upload.StartAsync(_client, "empty"), [], null));
        using var stream = new StreamContent(new MemoryStream(new byte[3000]));
        using var request = new HttpRequestMessage(HttpMethod.Put, await Upload.StartAsync(_client, "chunked")) { Content = stream };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _client.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((200, null), await PutAsync(await Upload.StartAsync(_client, "open"), new byte[2000], "bytes 0-*/*"));
        foreach (var (name, size) in new[] { ("whole", 1000), ("empty", 0), ("chunked", 3000), ("open", 2000) })
            Assert.Equal($"{size}", (string)(await _service.GetAsync($"storage/v1/b/my-bucket/o/{name}")).Json["size"]!);
    }

    [Fact]
    public async Task What_comes_again_is_skipped_and_a_last_size_can_be_told_later()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Quantum);
        var session = await Upload.StartAsync(_client, "x");
        await PutAsync(session, content[..(2 * Quantum)], $"bytes 0-{(2 * Quantum) - 1}/*");
        Assert.Equal((308, $"bytes=0-{(3 * Quantum) - 1}"), await PutAsync(session, content[Quantum..], $"bytes {Quantum}-{(3 * Quantum) - 1}/*"));
        Assert.Equal((200, null), await PutAsync(session, [], $"bytes */{3 * Quantum}"));
        Assert.Equal(content, await _client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
    }

    [Theory]
    [InlineData(100, "bytes 0-99/*", 400)]
    [InlineData(100, "bytes 5-104/*", 400)]
    [InlineData(100, "bytes 0-49/100", 400)]
    [InlineData(100, "bytes 0-199/200", 400)]
    [InlineData(100, "bytes 0-99/50", 400)]
    [InlineData(100, "bytes 99-0/100", 400)]
    [InlineData(100, "bytes 0-99999999999999999999/*", 400)]
    [InlineData(100, "nonsense", 400)]
    [InlineData(100, "bytes */100", 400)]
    [InlineData(300_000, "bytes 0-299999/*", 308)]
    public async Task A_chunk_that_does_not_fit_is_refused_and_the_upload_goes_on(int length, string range, int status)
    {
        var session = await Upload.StartAsync(_client, "x");
        var (code, kept) = await PutAsync(session, new byte[length], range);
        Assert.Equal((status, status == 308 ? $"bytes=0-{Quantum - 1}" : null), (code, kept));
        Assert.Equal(308, (await PutAsync(session, [], "bytes */*")).Status);
        var from = status == 308 ? Quantum : 0;
        Assert.Equal(200, (await PutAsync(session, new byte[400_000 - from], $"bytes {from}-399999/400000")).Status);
    }

    [Fact]
    public async Task An_announced_length_and_checksum_are_kept_to()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=x");
        request.Headers.Add("X-Upload-Content-Length", "100");
        using var response = await _client.SendAsync(request);
        Assert.Equal(400, (await PutAsync(response.Headers.Location!, new byte[50], "bytes 0-49/50")).Status);
        Assert.Equal(200, (await PutAsync(response.Headers.Location!, new byte[100], "bytes 0-99/100")).Status);

        var session = await Upload.StartAsync(_client, "y", """{"md5Hash": "JfnnlDI7RTiF9RgfG2JNCw=="}""");
        Assert.Equal(400, (await PutAsync(session, "987654321"u8.ToArray(), null)).Status);
        Assert.Equal(200, (await PutAsync(session, "123456789"u8.ToArray(), null)).Status);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_is_not_there()
    {
        var session = await Upload.StartAsync(_client, "x");
        await PutAsync(session, new byte[Quantum], $"bytes 0-{Quantum - 1}/*");
        using (var cancelled = await _client.DeleteAsync(session))
            Assert.Equal(499, (int)cancelled.StatusCode);
        Assert.Equal(404, (await PutAsync(session, [], "bytes */*")).Status);
        Assert.Equal(404, (await PutAsync(new Uri(session.ToString().Replace("upload_id=", "upload_id=x", StringComparison.Ordinal)), [], "bytes */*")).Status);
    }

    [Fact]
    public async Task Of_two_uploads_to_the_same_place_without_an_object_the_second_fails()
    {
        var first = await Upload.StartAsync(_client, "x", query: "&ifGenerationMatch=0");
        var second = await Upload.StartAsync(_client, "x", query: "&ifGenerationMatch=0");
        Assert.Equal(200, (await PutAsync(first, new byte[10], null)).Status);
        Assert.Equal(412, (await PutAsync(second, new byte[10], null)).Status);
    }

    [Fact]
    public async Task An_upload_goes_on_where_a_broken_connection_has_left_it()
    {
        var content = RandomNumberGenerator.GetBytes(4_000_000);
        var session = await Upload.StartAsync(_client, "x");
        var (resets, from) = (0, 0L);
        while (from < content.Length)
        {
            // Each time the connection breaks in the middle of what is left, until little is.
            var left = content.AsMemory((int)from);
            var sent = left.Length > 1_000_000 ? (left.Length / 2) + 12_345 : left.Length;
            var head = $"PUT {session.PathAndQuery} HTTP/1.1\r\n{Raw.Host}Connection: close\r\nContent-Length: {left.Length}\r\n"
                + $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\n\r\n";
            await Raw.ExchangeAsync(_service.Emulator, [.. Encoding.ASCII.GetBytes(head), .. left.Span[..sent]], endAfterwards: true);
            await Raw.ConnectionsAsync(_service.Emulator, 1);

            var (status, range) = await PutAsync(session, [], $"bytes */{content.Length}");
            if (status == 200)
                break;
            var kept = range is null ? 0 : long.Parse(range.Split('-')[1], CultureInfo.InvariantCulture) + 1;
            Assert.Equal(0, kept % Quantum);
            Assert.InRange(kept, from + 1, content.Length);
            (from, resets) = (kept, resets + 1);
        }

        Assert.True(resets >= 2, $"{resets}");
        Assert.Equal(content, await _client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
    }

    [Fact]
    public async Task The_latest_request_is_the_one_that_writes()
    {
        var content = RandomNumberGenerator.GetBytes(2 * Quantum);
        var session = await Upload.StartAsync(_client, "x");
        using var hanging = await Raw.ConnectAsync(_service.Emulator);
        var stream = hanging.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT {session.PathAndQuery} HTTP/1.1\r\n{Raw.Host}Connection: close\r\nExpect: 100-continue\r\nContent-Length: {content.Length}\r\n\r\n"));
        await stream.ReadExactlyAsync(new byte["HTTP/1.1 100 Continue\r\n\r\n".Length]);
        await stream.WriteAsync(new byte[Quantum]);

        Assert.Equal((308, $"bytes=0-{Quantum - 1}"), await PutAsync(session, content[..Quantum], $"bytes 0-{Quantum - 1}/{content.Length}"));
        await stream.WriteAsync(new byte[Quantum]);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer).WaitAsync(Raw.Patience);
        Assert.Equal(503, HttpAnswer.ReadAll(answer.ToArray()).Single().Status);

        Assert.Equal((200, null), await PutAsync(session, content[Quantum..], $"bytes {Quantum}-{content.Length - 1}/{content.Length}"));
        Assert.Equal(content, await _client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
    }

    [Fact]
    public async Task An_upload_survives_all_faults_on_request()
    {
        var plan = FaultPlan.Parse("503, reset, lost, truncated, 429, slow:0.01s", 0.5, 7);
        await using var service = Service.Start(new TuningEmulatorOptions { Faults = plan });
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        var content = RandomNumberGenerator.GetBytes(20 * Quantum);
        var session = await AgainAsync(() => Upload.StartAsync(client, "x"));
        for (var from = 0L; from < content.Length;)
        {
            try
            {
                var end = Math.Min(from + Quantum, content.Length);
                await Upload.PutAsync(client, session, content[(int)from..(int)end], $"bytes {from}-{end - 1}/{content.Length}");
            }
            catch (HttpRequestException)
            {
            }

            var (status, range) = await AgainAsync(() => Upload.PutAsync(client, session, [], $"bytes */{content.Length}"), r => r.Status is 200 or 308);
            from = status == 200 ? content.Length : range is null ? 0 : long.Parse(range.Split('-')[1], CultureInfo.InvariantCulture) + 1;
        }

        var got = await AgainAsync(() => client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
        Assert.Equal(content, got);
        Assert.All(service.Emulator.Traffic.Faults, f => Assert.True(f.Value > 0, f.Key));
    }

    [Fact]
    public async Task A_fault_that_refuses_a_chunk_keeps_nothing_of_it()
    {
        await using var service = Service.Start(new TuningEmulatorOptions { Faults = FaultPlan.Parse("none, reset, none, 503, none, lost") });
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        var session = await Upload.StartAsync(client, "x");
        await Assert.ThrowsAsync<HttpRequestException>(() => Upload.PutAsync(client, session, new byte[Quantum], $"bytes 0-{Quantum - 1}/*"));
        Assert.Equal((308, null), await Upload.PutAsync(client, session, [], "bytes */*"));
        Assert.Equal(503, (await Upload.PutAsync(client, session, new byte[Quantum], $"bytes 0-{Quantum - 1}/*")).Status);
        Assert.Equal((308, null), await Upload.PutAsync(client, session, [], "bytes */*"));
        var part = "only this"u8.ToArray();
        await Assert.ThrowsAsync<HttpRequestException>(() => Upload.PutAsync(client, session, part, $"bytes 0-{part.Length - 1}/{part.Length}"));
        Assert.Equal((200, null), await Upload.PutAsync(client, session, [], "bytes */*"));
        Assert.Equal(part, await client.GetByteArrayAsync("storage/v1/b/my-bucket/o/x?alt=media"));
    }

    [Fact]
    public async Task The_other_service_keeps_its_limit()
    {
        var body = new string(' ', 5 * 1024 * 1024);
        Assert.Equal(400, (await _service.CallAsync(HttpMethod.Post, "v1beta/tunedModels", body)).Status);
        Assert.Equal(400, (await _service.CallAsync(HttpMethod.Post, "v1/projects/p/locations/l/tuningJobs", body)).Status);
    }

    static async Task<T> AgainAsync<T>(Func<Task<T>> step, Func<T, bool>? isGood = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await step();
                if (isGood is null || isGood(result))
                    return result;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or Xunit.Sdk.XunitException && attempt < 50)
            {
            }
        }
    }

    Task<(int Status, string? Range)> PutAsync(Uri session, byte[] bytes, string? range) => Upload.PutAsync(_client, session, bytes, range);
}

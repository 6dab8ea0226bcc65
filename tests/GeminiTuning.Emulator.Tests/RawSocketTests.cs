using System.Net.Sockets;
using System.Text;

namespace GeminiTuning.Emulator.Tests;

public sealed class RawSocketTests : IAsyncLifetime
{
    const string Host = Raw.Host;
    const string Post = $"POST /v1beta/tunedModels HTTP/1.1\r\n{Host}";

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    public static TheoryData<string, int> Garbage => new()
    {
        { "\0\u00ff\u0001 / HTTP/1.1\r\n\r\n", 400 },
        { "GET /\r\n\r\n", 400 },
        { "GET  / HTTP/1.1\r\n\r\n", 400 },
        { "G(T / HTTP/1.1\r\n\r\n", 400 },
        { "GET nonsense HTTP/1.1\r\n\r\n", 400 },
        { "GET / HTTP/2.0\r\n\r\n", 505 },
        { "GET /v1beta/models HTTP/1.1\r\n\r\n", 400 },
        { $"GET /v1beta/models HTTP/1.1\r\n{Host}{Host}\r\n", 400 },
        { $"GET /v1beta/models HTTP/1.1\r\n{Host}no colon\r\n\r\n", 400 },
        { $"GET /v1beta/models HTTP/1.1\r\n{Host}: no name\r\n\r\n", 400 },
        { $"GET /v1beta/models HTTP/1.1\r\n{Host}X: {new string('x', 40_000)}\r\n\r\n", 431 },
        { $"GET /v1beta/models HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Range(0, 200).Select(i => $"X{i}: x\r\n"))}\r\n", 431 },
        { $"GET /{new string('x', 40_000)} HTTP/1.1\r\n{Host}\r\n", 414 },
        { $"GET /v1beta/tunedModels/%zz%00%c3%28 HTTP/1.1\r\n{Host}\r\n", 404 },
        { $"GET /v1beta/tunedModels/\u00ff\u00fe HTTP/1.1\r\n{Host}\r\n", 404 },
        { $"BREW /v1beta/models HTTP/1.1\r\n{Host}\r\n", 404 },
        { $"OPTIONS * HTTP/1.1\r\n{Host}\r\n", 404 },
        { $"GET http://127.0.0.1/v1beta/models HTTP/1.1\r\n{Host}\r\n", 200 },
        { "GET /v1beta/models HTTP/1.0\r\n\r\n", 200 },
        { $"{Post}Content-Length: -5\r\n\r\n", 400 },
        { $"{Post}Content-Length: 1e3\r\n\r\n", 400 },
        { $"{Post}Content-Length: 99999999999999999999\r\n\r\n", 400 },
        { $"{Post}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{{}}", 400 },
        { $"{Post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { $"{Post}Transfer-Encoding: gzip\r\n\r\n", 501 },
        { $"{Post}Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
        { $"{Post}Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400 },
        { $"{Post}Transfer-Encoding: chunked\r\n\r\n\r\n", 400 },
        { $"{Post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}xx\r\n0\r\n\r\n", 400 },
        { $"{Post}Transfer-Encoding: chunked\r\n\r\n2;x=y\r\n{{}}\r\n0\r\nTrailer: x\r\n\r\n", 400 },
        { $"{Post}Expect: nonsense\r\n\r\n", 417 },
        { $"{Post}Content-Length: 3\r\n\r\n\u00ff\u00fe\u00fd", 400 },
        { "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n", 400 },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_answered_and_the_next_request_as_well(string request, int status)
    {
        var answer = await ExchangeAsync(Encoding.Latin1.GetBytes(request), endAfterwards: true);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains(status == 200 ? "\"models\"" : "\"error\"", answer, StringComparison.Ordinal);
        await AssertServingAsync();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_politely_though_it_is_sent_to_its_end()
    {
        var body = new byte[5 * 1024 * 1024];
        var answer = await ExchangeAsync([.. Encoding.ASCII.GetBytes($"{Post}Content-Length: {body.Length}\r\n\r\n"), .. body]);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("Request payload size exceeds the limit: 4194304 bytes.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_refused()
    {
        var answer = await ExchangeAsync([.. Encoding.ASCII.GetBytes($"{Post}Transfer-Encoding: chunked\r\n\r\n500000\r\n"), .. new byte[0x500000]]);
        Assert.Contains("Request payload size exceeds the limit", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_asks_first_is_told_to_go_on_or_not_to()
    {
        var go = await ExchangeAsync(Encoding.ASCII.GetBytes($"{Post}Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}"));
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 ", go, StringComparison.Ordinal);
        var no = await ExchangeAsync(Encoding.ASCII.GetBytes($"{Post}Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 400 ", no, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_are_sent_together_are_answered_in_order()
    {
        var answer = await ExchangeAsync(Encoding.ASCII.GetBytes(
            $"GET /v1beta/models HTTP/1.1\r\n{Host}\r\nGET /v1beta/tunedModels/x HTTP/1.1\r\n{Host}\r\nGET /v1beta/tunedModels HTTP/1.1\r\n{Host}Connection: close\r\n\r\n"));
        var statuses = answer.Split("HTTP/1.1 ").Skip(1).Select(a => a[..3]);
        Assert.Equal(["200", "404", "200"], statuses);
    }

    [Fact]
    public async Task A_stream_to_an_old_client_ends_with_the_connection()
    {
        var model = await _service.TuneAsync();
        var body = Service.Prompt("twenty two").ToJsonString();
        var answer = await ExchangeAsync(Encoding.ASCII.GetBytes(
            $"POST /v1beta/{model}:streamGenerateContent?alt=sse HTTP/1.0\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        Assert.DoesNotContain("Transfer-Encoding", answer, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\ndata: {", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_break_off_do_no_harm()
    {
        var random = new Random(1);
        var bytes = new byte[2000];
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(bytes);
            using var client = await ConnectAsync();
            // An immediate end by reset, which is the rudest one.
            client.LingerState = new LingerOption(enable: true, seconds: i % 2);
            var rude = i % 3 == 0 ? bytes : Encoding.ASCII.GetBytes($"{Post}Content-Length: 100\r\n\r\nabc");
            await client.GetStream().WriteAsync(rude.AsMemory(0, random.Next(1, rude.Length)));
        }

        await AssertServingAsync();
    }

    [Fact]
    public async Task Fifty_connections_that_stay_open_are_served_at_the_same_time()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var client = await ConnectAsync();
            var count = 0;
            for (var i = 0; i < 10; i++)
            {
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /v1beta/tunedModels/x HTTP/1.1\r\n{Host}\r\n"));
                var buffer = new byte[4096];
                var read = await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(Raw.Patience);
                count += Encoding.ASCII.GetString(buffer, 0, read).StartsWith("HTTP/1.1 404 ", StringComparison.Ordinal) ? 1 : 0;
            }

            return count;
        }));
        Assert.All(answers, a => Assert.Equal(10, a));
    }

    async Task AssertServingAsync() => Assert.Equal(200, (await _service.GetAsync("v1beta/models")).Status);

    async Task<string> ExchangeAsync(byte[] request, bool endAfterwards = false) =>
        Encoding.UTF8.GetString(await Raw.ExchangeAsync(_service.Emulator, request, endAfterwards));

    Task<TcpClient> ConnectAsync() => Raw.ConnectAsync(_service.Emulator);
}

using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Network;

/// <summary>What only a real connection can show.</summary>
public sealed class NetworkTests
{
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData(Ok + "Content-Length: 100\r\n\r\n{\"name\": \"tuned", false)]
    [InlineData(Ok + "Content-Length: 100\r\n\r\n{\"name\": \"tuned", true)]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\n", false)]
    [InlineData(Ok + "Content-Le", false)]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("What is this?\r\n\r\n", false)]
    public async Task An_answer_that_breaks_off_is_a_transient_fault(string answer, bool reset)
    {
        using var server = new LoopbackServer(answer, reset ? LoopbackServer.After.Reset : LoopbackServer.After.Close);
        var fault = await FaultAsync(server);

        Assert.True(fault.IsTransient);
        Assert.Contains(server.Endpoint.Authority, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 AIzaSyD-notARealKey_0123456789\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nx-AIzaSyD-notARealKey_0123456789\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: AIzaSyD-notARealKey_0123456789\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nAIzaSyD-notARealKey_0123456789\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/AIzaSyD-notARealKey_0123456789\r\nContent-Length: 0\r\n\r\n")]
    public async Task An_answer_that_is_no_HTTP_does_not_show_the_secret_that_it_echoes(string answer)
    {
        using var server = new LoopbackServer(answer, LoopbackServer.After.Close);
        using var connection = new TuningConnection(new TuningConnectionOptions { Endpoint = server.Endpoint, Credential = new ApiKeyCredential("AIzaSyD-notARealKey_0123456789") });
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => connection.Open().GetTunedModelAsync("a"));

        Assert.DoesNotContain("AIzaSyD-", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_whose_words_break_off_keeps_its_status()
    {
        using var server = new LoopbackServer("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n{\"error\": {", LoopbackServer.After.Close);
        var fault = await FaultAsync(server);

        Assert.Equal((HttpStatusCode.NotFound, false), (fault.StatusCode, fault.IsTransient));
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("500 Internal Server Error")]
    public async Task An_answer_that_cannot_be_unpacked_is_a_transient_fault(string status)
    {
        using var server = new LoopbackServer($"HTTP/1.1 {status}\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzip at all", LoopbackServer.After.Close);

        Assert.True((await FaultAsync(server)).IsTransient);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_a_fault_after_the_pieces_before_it()
    {
        using var server = new LoopbackServer(Ok + "Transfer-Encoding: chunked\r\n\r\n4\r\n[{},\r\n", LoopbackServer.After.Close);
        using var connection = Connect(server);
        var pieces = 0;
        await Assert.ThrowsAsync<TuningServiceException>(async () =>
        {
            await foreach (var _ in connection.Open().GenerateStreamAsync(new GenerationRequest { Model = "a", Prompt = "LXIII" }))
                pieces++;
        });

        Assert.Equal(1, pieces);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ok + "Content-Length: 100\r\n\r\n{\"name\": \"tuned")]
    public async Task A_server_that_falls_silent_is_given_up_when_the_time_is_over(string answer)
    {
        var clock = new ManualTimeProvider();
        using var server = new LoopbackServer(answer, LoopbackServer.After.Hang);
        using var connection = Connect(server, clock);
        var call = connection.Open().GetTunedModelAsync("a");
        await server.Asked;
        clock.Advance(connection.RequestTimeout);

        Assert.Equal($"{server.Endpoint.Authority} didn't respond within 300 seconds.", (await Assert.ThrowsAsync<TuningServiceException>(() => call)).Message);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_a_transient_fault()
    {
        var server = new LoopbackServer("", LoopbackServer.After.Close);
        using var connection = Connect(server);
        server.Dispose();
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => connection.Open().GetTunedModelAsync("a"));

        Assert.StartsWith($"No response from {server.Endpoint.Authority}. ", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_that_it_cannot_take_the_credential_along()
    {
        using var other = new LoopbackServer(Ok + "Content-Length: 2\r\n\r\n{}", LoopbackServer.After.Close);
        using var server = new LoopbackServer($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {other.Endpoint}\r\nContent-Length: 0\r\n\r\n", LoopbackServer.After.Close);
        var fault = await FaultAsync(server);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, false), (fault.StatusCode, fault.IsTransient));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task The_key_is_a_header_on_the_wire_and_no_cookie_comes_back()
    {
        using var server = new LoopbackServer(Ok + "Set-Cookie: a=b\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", LoopbackServer.After.Close);
        using var connection = Connect(server);
        var service = connection.Open();
        await service.GetTunedModelAsync("a");
        await service.GetTunedModelAsync("a");

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request =>
        {
            Assert.StartsWith("GET /v1beta/tunedModels/a HTTP/1.1\r\n", request, StringComparison.Ordinal);
            Assert.Contains("\r\nx-goog-api-key: notARealKey\r\n", request, StringComparison.Ordinal);
            Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase);
        });
    }

    static TuningConnection Connect(LoopbackServer server, TimeProvider? clock = null) => new(new TuningConnectionOptions
    {
        Endpoint = server.Endpoint,
        Credential = new ApiKeyCredential("notARealKey"),
        Clock = clock ?? TimeProvider.System,
    });

    static async Task<TuningServiceException> FaultAsync(LoopbackServer server)
    {
        using var connection = Connect(server);
        return await Assert.ThrowsAsync<TuningServiceException>(() => connection.Open().GetTunedModelAsync("a"));
    }
}

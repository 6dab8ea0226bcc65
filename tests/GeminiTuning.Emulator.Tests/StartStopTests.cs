using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

public sealed class StartStopTests
{
    [Fact]
    public void A_port_that_may_not_be_used_is_told_in_the_words_of_the_system()
    {
        var refused = new SocketException((int)SocketError.AccessDenied);
        var windows = LoopbackListener.Explain(50000, refused, isWindows: true);
        Assert.Contains("Port 50000 is in a port range that Windows reserves", windows, StringComparison.Ordinal);
        Assert.Contains("netsh interface ipv4 show excludedportrange protocol=tcp", windows, StringComparison.Ordinal);
        Assert.DoesNotContain("1023", windows, StringComparison.Ordinal);

        var elsewhere = LoopbackListener.Explain(80, refused, isWindows: false);
        Assert.Contains("Port 80 may not be used by this account. Choose one above 1023", elsewhere, StringComparison.Ordinal);
        Assert.DoesNotContain("netsh", elsewhere, StringComparison.Ordinal);
        Assert.Contains("taken by another program", LoopbackListener.Explain(1, new SocketException((int)SocketError.AddressAlreadyInUse), isWindows: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_clearly()
    {
        await using var first = Service.Start();
        var error = Assert.Throws<IOException>(() => Service.Start(new TuningEmulatorOptions { Port = first.Emulator.Endpoint.Port }));
        Assert.Contains($"Port {first.Emulator.Endpoint.Port} is taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_is_free_again_after_the_emulator_has_stopped()
    {
        // Another test may be quicker to take the port that has become free; not ten times.
        IOException? taken = null;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var first = Service.Start();
            await first.GetAsync("v1beta/models");
            var port = first.Emulator.Endpoint.Port;
            await first.DisposeAsync();
            try
            {
                await using var second = Service.Start(new TuningEmulatorOptions { Port = port });
                Assert.Equal(200, (await second.GetAsync("v1beta/models")).Status);
                return;
            }
            catch (IOException error)
            {
                taken = error;
            }
        }

        Assert.Null(taken);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(65536, 0)]
    [InlineData(0, -1)]
    public void Options_out_of_range_are_refused(int port, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Service.Start(
            new TuningEmulatorOptions { Port = port, TuningDuration = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public async Task It_answers_under_localhost_and_under_no_other_name()
    {
        await using var service = Service.Start();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var port = service.Emulator.Endpoint.Port;
        using var local = await client.GetAsync(new Uri($"http://localhost:{port}/v1beta/models"));
        Assert.Equal(HttpStatusCode.OK, local.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/v1beta/models"));
        request.Headers.Host = "evil.example";
        using var other = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task It_stops_at_once_with_tunings_and_requests_under_way()
    {
        var service = Service.Start(new TuningEmulatorOptions { TimeProvider = new ManualTimeProvider() });
        for (var i = 0; i < 5; i++)
            await service.CreateAsync();
        using var half = await ConnectAsync(service, "POST /v1beta/tunedModels HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
        using var idle = await ConnectAsync(service, "");

        var watch = Stopwatch.StartNew();
        await service.Emulator.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Raw.Patience);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task It_stops_at_once_while_a_large_set_is_learned()
    {
        var service = Service.Start();
        var examples = Service.Examples([.. Enumerable.Range(0, 3000).Select(i => ($"what comes after the number {i}?", $"the number {i + 1}"))]);
        await service.CreateAsync(Service.Tuning(examples, epochs: 1000, batch: 3000));

        var watch = Stopwatch.StartNew();
        await service.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Raw.Patience);
    }

    static async Task<TcpClient> ConnectAsync(Service service, string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, service.Emulator.Endpoint.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return client;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace GeminiTuning.Emulator.Tests;

/// <summary>Bytes to the emulator and bytes from it, without a client that mends them.</summary>
static class Raw
{
    public const string Host = "Host: 127.0.0.1\r\n";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<TcpClient> ConnectAsync(TuningEmulator emulator)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, emulator.Endpoint.Port);
        return client;
    }

    /// <summary>Sends a request on a connection of its own, and reads to the connection's end.</summary>
    public static async Task<byte[]> ExchangeAsync(TuningEmulator emulator, byte[] request, bool endAfterwards = false)
    {
        using var client = await ConnectAsync(emulator);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        if (endAfterwards)
            client.Client.Shutdown(SocketShutdown.Send);

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer).WaitAsync(Patience);
        return answer.ToArray();
    }

    /// <summary>Waits until so many connections are open: the server learns of an end a moment after it.</summary>
    public static Task ConnectionsAsync(TuningEmulator emulator, int count) =>
        UntilAsync(() => emulator.Traffic.OpenConnections == count);

    /// <summary>Waits for what comes a moment later.</summary>
    public static async Task UntilAsync(Func<bool> reached, [CallerArgumentExpression(nameof(reached))] string? what = null)
    {
        for (var watch = Stopwatch.StartNew(); !reached();)
        {
            Assert.True(watch.Elapsed < Patience, what);
            await Task.Delay(5);
        }
    }

    /// <summary>A request that asks for the connection to be closed.</summary>
    public static byte[] Request(string verb, string path, string body = "", string headers = "") =>
    [
        .. Encoding.ASCII.GetBytes($"{verb} /{path} HTTP/1.1\r\n{Host}{headers}Connection: close\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n"),
        .. Encoding.UTF8.GetBytes(body),
    ];
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GeminiTuning.Tests;

public sealed class MetadataServerTests
{
    [Fact]
    public void One_that_says_it_is_googles_is_found()
    {
        using var google = new GoogleServer();

        Assert.True(MetadataServer.Answers(google.Address, TimeSpan.FromMinutes(1)));
        Assert.Equal("Google", google.Requests.Single().Headers["Metadata-Flavor"]);
    }

    [Fact]
    public void One_that_never_answers_is_given_up_soon()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var begun = Stopwatch.GetTimestamp();

        Assert.False(MetadataServer.Answers(new Uri($"http://{silent.LocalEndpoint}/")));
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Where_nobody_listens_there_is_none()
    {
        using var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var address = new Uri($"http://{gone.LocalEndpoint}/");
        gone.Stop();

        Assert.False(MetadataServer.Answers(address));
    }
}

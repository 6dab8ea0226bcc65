using System.Net;
using System.Net.Sockets;
using System.Text;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Tests.Storage;
using GeminiTuning.Emulator.Vertex;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>One client's work, state and silence are bounded, so that the others are served.</summary>
public sealed class LimitTests
{
    // A hundred times what a request can hold: quadratic work would take hours.
    const int Long = 3_000_000;

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> HalfSent => new(
        "",
        "GET /v1beta/mod",
        "GET /v1beta/models HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "POST /v1beta/tunedModels HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{",
        "POST /v1beta/tunedModels HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n{",
        "POST /v1beta/tunedModels HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        "POST /upload/storage/v1/b/my-bucket/o?uploadType=media&name=x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n{");

    [Theory]
    [MemberData(nameof(HalfSent))]
    public async Task Clients_that_fall_silent_lock_out_nobody(string request)
    {
        await using var service = Service.Start();
        List<TcpClient> silent = [];
        try
        {
            for (var i = 0; i < HttpLimits.Connections + 100; i++)
            {
                silent.Add(await Raw.ConnectAsync(service.Emulator));
                await silent[^1].GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
            }

            // A small request, and one that may take memory.
            Assert.Equal(200, (await service.GetAsync("v1beta/models").WaitAsync(s_patience)).Status);
            var large = Service.Examples([.. Enumerable.Range(0, 2000).Select(i => ($"what comes after the number {i}?", $"the number {i + 1}"))]);
            Assert.Equal(200, (await service.PostAsync("v1beta/tunedModels", Service.Tuning(large, epochs: 1)).WaitAsync(s_patience)).Status);
            Assert.InRange(service.Emulator.Traffic.OpenConnections, 1, HttpLimits.Connections);
        }
        finally
        {
            silent.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public async Task Clients_that_do_not_read_their_answers_lock_out_nobody()
    {
        await using var service = Service.Start();
        (await service.SendAsync(HttpMethod.Post, "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x", new string('x', 16 * 1024 * 1024))).Dispose();
        List<Socket> silent = [];
        try
        {
            for (var i = 0; i < HttpLimits.Connections + 20; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
                silent.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, service.Emulator.Endpoint.Port);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /storage/v1/b/my-bucket/o/x?alt=media HTTP/1.1\r\n{Raw.Host}\r\n"));
            }

            // On a connection of its own: the client's is open already.
            var answer = await Raw.ExchangeAsync(service.Emulator, Raw.Request("GET", "v1beta/models")).WaitAsync(s_patience);
            Assert.Equal(200, HttpAnswer.ReadAll(answer)[0].Status);
        }
        finally
        {
            silent.ForEach(s => s.Dispose());
        }
    }

    public static TheoryData<string> LongFilters => new(
        new string('a', Long),
        "a=\"" + new string('x', Long),
        string.Concat(Enumerable.Repeat("a.", Long / 2)),
        new string(' ', Long) + "(",
        "state=" + new string('x', Long) + "(",
        string.Concat(Enumerable.Repeat("NOT ", Long / 4)),
        string.Concat(Enumerable.Repeat("state=x ", Long / 8)),
        "state=x" + new string(' ', Long) + ")");

    [Theory]
    [MemberData(nameof(LongFilters), DisableDiscoveryEnumeration = true)]
    public async Task A_filter_takes_time_in_proportion_to_its_length(string filter) =>
        await Task.Run(() => Assert.Throws<ApiException>(() => ListFilter.Parse(filter, VertexProtos.TuningJob))).WaitAsync(s_patience);

    [Theory]
    [InlineData("v1/projects/my-project/locations/us-central1/tuningJobs", "state=x", " AND ", 100)]
    [InlineData("v1/projects/my-project/locations/us-central1/batchPredictionJobs", "labels.a:*", " OR ", 100)]
    [InlineData("v1beta/tunedModels", "word", " ", 100)]
    public async Task A_filter_has_a_limited_number_of_conditions(string path, string condition, string join, int most)
    {
        await using var service = Service.Start();
        foreach (var (count, status) in new[] { (most, 200), (most + 1, 400) })
        {
            var filter = string.Join(join, Enumerable.Repeat(condition, count));
            Assert.Equal(status, (await service.GetAsync($"{path}?filter={Uri.EscapeDataString(filter)}")).Status);
        }
    }

    [Theory]
    [InlineData(6.9, 308)]
    [InlineData(7, 404)]
    [InlineData(30, 404)]
    public async Task An_upload_expires_after_a_week_and_leaves_no_file(double days, int status)
    {
        var path = Directory.CreateTempSubdirectory("emulator-").FullName;
        try
        {
            var clock = new ManualTimeProvider();
            await using var service = Service.Start(new TuningEmulatorOptions { DataPath = path, TimeProvider = clock });
            using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
            var session = await Upload.StartAsync(client, "x");
            await Upload.PutAsync(client, session, new byte[256 * 1024], $"bytes 0-{(256 * 1024) - 1}/*");
            clock.Advance(TimeSpan.FromDays(days));
            Assert.Equal(status, (await Upload.PutAsync(client, session, [], "bytes */*")).Status);
            Assert.Equal(status == 308 ? 1 : 0, Directory.GetFiles(path, "object-*").Length);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public void There_is_a_limited_number_of_uploads()
    {
        using var folder = new ObjectFolder(kept: null, Emulator.Files.Disk.Real);
        var store = new ObjectStore(folder, TimeProvider.System);
        var sessions = new UploadSessions(TimeProvider.System);
        var plan = new ObjectPlan(ObjectName.Parse("gs://my-bucket/x")!, new ObjectTraits { ContentType = "" }, Preconditions.None);
        for (var i = 0; i <= UploadSessions.Most; i++)
            sessions.Add(new UploadSession($"{i}", plan, announced: null, store));
        Assert.Null(sessions.Find("0"));
        Assert.NotNull(sessions.Find("1"));
        sessions.End("1");
        Assert.Null(sessions.Find("1"));
    }

    [Fact]
    public void There_is_a_limited_number_of_rejected_tokens_and_none_is_kept_as_it_is()
    {
        var ended = new EndedTokens();
        for (var i = 0; i < 20_000; i++)
            ended.End(WithToken($"token-{i}"));
        Assert.True(ended.Has(WithToken("token-19999")));
        Assert.False(ended.Has(WithToken("token-0")));
    }

    static RequestHead WithToken(string token) => new("GET", "/", "", IsHttp11: true, new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" });
}

using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GeminiTuning.Benchmarks;

/// <summary>A service on loopback that costs as little as possible: prepared responses over raw sockets, in a process of its own. It
/// answers what the benchmarks ask of the Gemini Developer API and of Cloud Storage.</summary>
sealed class LeanServer
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "serve";

    const int Models = 10_000;
    const int PageSize = 1000;

    static readonly byte[] s_answer = Response("""
        {"candidates": [{"content": {"parts": [{"text": "A positive answer."}], "role": "model"}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 4, "totalTokenCount": 11}, "modelVersion": "gemini-1.5-flash-001"}
        """);
    static readonly byte[] s_running = Response("""
        {"metadata": {"@type": "type.googleapis.com/google.ai.generativelanguage.v1.CreateTunedModelMetadata", "totalSteps": 100, "completedSteps": 40, "completedPercent": 40,
        "snapshots": [{"step": 40, "epoch": 2, "meanLoss": 0.5, "computeTime": "2024-03-14T15:09:26.123456789Z"}]}}
        """);
    static readonly byte[] s_model = Response($$"""{"models": [{"name": "models/b", "supportedGenerationMethods": ["createTunedModel"]}]}""");
    static readonly byte[] s_absent = Response("""{"error": {"code": 404, "status": "NOT_FOUND", "message": "none"}}""", "404 Not Found");
    static readonly byte[] s_continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();
    static readonly byte[][] s_pages = [.. Enumerable.Range(0, Models / PageSize).Select(Page)];

    readonly long _begun = Stopwatch.GetTimestamp();
    readonly List<double> _polls = [];
    int _connections;

    /// <summary>Serves until the standard input ends. Prints the port, and at the end the times of the polls and the number of connections.</summary>
    public static void Run() => new LeanServer().Serve();

    void Serve()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(2000);
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = AcceptAsync(listener);
        while (Console.ReadLine() is not null)
            lock (_polls)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Most(1)} {Most(0.3)} {_polls.Count} {_connections}"));
    }

    async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            var client = await listener.AcceptSocketAsync().ConfigureAwait(false);
            client.NoDelay = true;
            Interlocked.Increment(ref _connections);
            _ = AnswerAsync(client);
        }
    }

    async Task AnswerAsync(Socket client)
    {
        using var socket = client;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
                    if (read == 0)
                        return;
                    filled += read;
                }
                var head = Encoding.ASCII.GetString(buffer, 0, end);
                if (head.Contains("Expect: 100", StringComparison.OrdinalIgnoreCase))
                    await socket.SendAsync(s_continue).ConfigureAwait(false);
                var body = Length(buffer.AsSpan(0, end));
                var here = (int)Math.Min(filled - end - 4, body);
                buffer.AsSpan(end + 4 + here, filled - end - 4 - here).CopyTo(buffer);
                filled = filled - end - 4 - here;
                for (var rest = body - here; rest > 0;)
                    rest -= await socket.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(rest, buffer.Length))).ConfigureAwait(false) is > 0 and var got ? got : throw new IOException();
                var (answer, delay) = Answer(head, body);
                if (delay > 0)
                    await Task.Delay(delay).ConfigureAwait(false);
                await socket.SendAsync(answer).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The client has left.
        }
    }

    // The first part of the path is the delay in milliseconds.
    (byte[] Answer, int Delay) Answer(string head, long body)
    {
        var line = head.AsSpan(0, head.IndexOf('\r', StringComparison.Ordinal));
        var path = line[(line.IndexOf('/') + 1)..];
        var delay = int.Parse(path[..path.IndexOf('/')], CultureInfo.InvariantCulture);
        path = path[(path.IndexOf('/') + 1)..];
        if (path.Contains(":generateContent", StringComparison.Ordinal))
            return (s_answer, delay);
        if (path.Contains("/operations/", StringComparison.Ordinal))
        {
            lock (_polls)
                _polls.Add(Stopwatch.GetElapsedTime(_begun).TotalSeconds);
            return (s_running, delay);
        }
        if (path.Contains("tunedModels?pageSize", StringComparison.Ordinal))
            return (s_pages[path.IndexOf("pageToken=", StringComparison.Ordinal) is >= 0 and var at ? path[at + 10] - '0' : 0], delay);
        return (Rest(head, path, body), delay);
    }

    static byte[] Rest(string head, ReadOnlySpan<char> path, long body)
    {
        if (path.Contains("v1beta/models", StringComparison.Ordinal))
            return s_model;
        if (path.Contains("tunedModels?tunedModelId=", StringComparison.Ordinal))
        {
            var id = path[(path.IndexOf('=') + 1)..path.IndexOf(' ')].ToString();
            return Response($$"""{"name": "tunedModels/{{id}}/operations/o", "metadata": {"tunedModel": "tunedModels/{{id}}"} }""");
        }
        if (path.Contains("uploadType=resumable", StringComparison.Ordinal))
        {
            var host = head.Split("Host: ")[1].Split('\r')[0];
            return Response("", "200 OK", $"Location: http://{host}/0/session\r\n");
        }
        if (path.StartsWith("session", StringComparison.Ordinal))
            return Session(head, body);
        if (path.Contains("tuningJobs", StringComparison.Ordinal) && head.StartsWith("POST", StringComparison.Ordinal))
            return Response("""{"name": "projects/1/locations/us-central1/tuningJobs/1", "state": "JOB_STATE_RUNNING", "baseModel": "gemini-2.5-flash"}""");
        return s_absent;
    }

    // A chunk of an upload: the last is the object.
    static byte[] Session(string head, long body)
    {
        var at = head.IndexOf("Content-Range: bytes ", StringComparison.OrdinalIgnoreCase);
        var range = at < 0 ? "" : head[(at + 21)..].Split('\r')[0];
        var total = range.Split('/')[^1];
        var last = range.Contains('-', StringComparison.Ordinal) ? range.Split('/')[0].Split('-')[1] : "";
        return at < 0 || (total != "*" && (last.Length == 0 || long.Parse(last, CultureInfo.InvariantCulture) + 1 == long.Parse(total, CultureInfo.InvariantCulture)))
            ? Response($$"""{"name": "o", "bucket": "b", "size": "{{body}}", "generation": "1"}""")
            : Response("", "308 Resume Incomplete", $"Range: bytes=0-{last}\r\n");
    }

    static long Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 18)..], out long length, out _) ? length : 0;
    }

    // The most polls in any time of so many seconds.
    int Most(double seconds)
    {
        var (first, most) = (0, 0);
        for (var last = 0; last < _polls.Count; last++)
        {
            while (_polls[last] - _polls[first] >= seconds)
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    static byte[] Page(int number)
    {
        var models = Enumerable.Range(number * PageSize, PageSize).Select(Model);
        var next = (number + 1) * PageSize < Models ? $$""", "nextPageToken": "{{number + 1}}" """ : "";
        return Response($$"""{"tunedModels": [{{string.Join(',', models)}}]{{next}}}""");
    }

    // Ten steps each, as a small tuning has.
    static string Model(int number)
    {
        var snapshots = Enumerable.Range(1, 10).Select(step => string.Create(CultureInfo.InvariantCulture,
            $$"""{"step": {{step}}, "epoch": {{1 + step / 4}}, "meanLoss": {{10.0 / step:0.######}}, "computeTime": "2024-03-{{1 + number % 28:00}}T15:09:{{step:00}}.{{123456789 + number}}Z" }"""));
        return $$"""
            {"name": "tunedModels/model-{{number}}", "displayName": "Model {{number}}", "baseModel": "models/gemini-1.5-flash-001-tuning", "state": "ACTIVE",
            "createTime": "2024-03-14T15:00:00.{{100000000 + number}}Z", "updateTime": "2024-03-14T15:10:00.{{200000000 + number}}Z",
            "tuningTask": {"startTime": "2024-03-14T15:00:01.{{300000000 + number}}Z", "completeTime": "2024-03-14T15:09:59.{{400000000 + number}}Z",
            "snapshots": [{{string.Join(',', snapshots)}}], "hyperparameters": {"epochCount": 3, "batchSize": 4, "learningRate": 0.001} },
            "temperature": 0.9, "topP": 0.95, "topK": 40}
            """;
    }

    static byte[] Response(string json, string status = "200 OK", string headers = "")
    {
        var body = Encoding.UTF8.GetBytes(json);
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), .. body];
    }
}

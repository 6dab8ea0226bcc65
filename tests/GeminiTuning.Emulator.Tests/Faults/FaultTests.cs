using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Emulator.Tests.Faults;

public sealed class FaultTests
{
    const string Models = "v1beta/models";
    const string Create = "v1beta/tunedModels?tunedModelId=made";
    const string Made = "v1beta/tunedModels/made";

    static Service Start(string faults) => Service.Start(new TuningEmulatorOptions
    {
        TuningDuration = TimeSpan.Zero,
        Faults = FaultPlan.Parse(faults),
    });

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT")]
    [InlineData(401, "UNAUTHENTICATED")]
    [InlineData(403, "PERMISSION_DENIED")]
    [InlineData(404, "NOT_FOUND")]
    [InlineData(408, "FAILED_PRECONDITION")]
    [InlineData(409, "ABORTED")]
    [InlineData(429, "RESOURCE_EXHAUSTED")]
    [InlineData(499, "CANCELLED")]
    [InlineData(500, "INTERNAL")]
    [InlineData(501, "UNIMPLEMENTED")]
    [InlineData(502, "INTERNAL")]
    [InlineData(503, "UNAVAILABLE")]
    [InlineData(504, "DEADLINE_EXCEEDED")]
    [InlineData(599, "INTERNAL")]
    public async Task A_status_comes_in_the_services_form_and_nothing_is_carried_out(int status, string word)
    {
        await using var service = Start($"{status}");
        var (code, json) = await service.PostAsync(Create, Service.Tuning());
        Assert.Equal((status, status, word), (code, (int)json["error"]!["code"]!, json.Status()));
        Assert.NotEmpty(json.Message());
        Assert.Equal(404, (await service.GetAsync(Made)).Status);
        Assert.Equal(1, service.Emulator.Traffic.Faults[$"{status}"]);
    }

    [Theory]
    [InlineData("429:2s", 429, "2s", "2")]
    [InlineData("503:0.5s", 503, "0.500s", "1")]
    [InlineData("503:1.25S", 503, "1.250s", "2")]
    [InlineData("500:0s", 500, "0s", "0")]
    public async Task A_time_to_wait_is_in_the_body_and_in_the_header(string fault, int status, string delay, string header)
    {
        await using var service = Start(fault);
        using var response = await service.SendAsync(HttpMethod.Get, Models);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(header, response.Headers.GetValues("Retry-After").Single());
        var detail = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("details")[0];
        Assert.Equal("type.googleapis.com/google.rpc.RetryInfo", detail.GetProperty("@type").GetString());
        Assert.Equal(delay, detail.GetProperty("retryDelay").GetString());
    }

    [Fact]
    public async Task A_days_quota_names_itself_and_no_time_to_wait()
    {
        await using var service = Start("429:PerDay");
        using var response = await service.SendAsync(HttpMethod.Get, Models);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(429, (int)response.StatusCode);
        Assert.False(response.Headers.Contains("Retry-After"));
        Assert.DoesNotContain("RetryInfo", body, StringComparison.Ordinal);
        var quota = JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("details")[0].GetProperty("violations")[0];
        Assert.Contains("PerDay", quota.GetProperty("quotaId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_comes_before_the_request_is_carried_out()
    {
        await using var service = Start("reset");
        var fault = await Assert.ThrowsAsync<IOException>(() => CreateAsync(service));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(fault.InnerException).SocketErrorCode);
        Assert.Equal(404, (await service.GetAsync(Made)).Status);
    }

    [Fact]
    public async Task The_work_of_a_lost_answer_is_done()
    {
        await using var service = Start("lost");
        Assert.Empty(await CreateAsync(service));
        Assert.Equal(200, (await service.GetAsync(Made)).Status);
    }

    [Fact]
    public async Task A_truncated_answer_promises_all_and_brings_half()
    {
        await using var service = Start("truncated, none");
        var bytes = await CreateAsync(service);
        var fault = Assert.Throws<FormatException>(() => HttpAnswer.ReadAll(bytes));
        var (promised, came) = Numbers(fault.Message);
        Assert.InRange(came, promised / 2, (promised / 2) + 1);
        Assert.Equal(200, (await service.GetAsync(Made)).Status);
    }

    [Fact]
    public async Task An_answer_without_a_body_is_truncated_in_its_head()
    {
        await using var service = Start("truncated");
        var bytes = await Raw.ExchangeAsync(service.Emulator, Raw.Request("HEAD", Models));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => HttpAnswer.ReadAll(bytes));
    }

    [Fact]
    public async Task A_malformed_answer_is_whole_HTTP_and_no_JSON()
    {
        await using var service = Start("malformed");
        var answer = Assert.Single(HttpAnswer.ReadAll(await CreateAsync(service)));
        Assert.Equal(200, answer.Status);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(answer.Body));
        Assert.Equal(200, (await service.GetAsync(Made)).Status);
        Assert.Equal(0, service.Emulator.Traffic.Methods["createTunedModel"].Answered);
    }

    [Fact]
    public async Task A_connection_is_used_again_after_a_malformed_answer()
    {
        await using var service = Start("malformed");
        var twice = $"GET /{Models} HTTP/1.1\r\n{Raw.Host}\r\nGET /{Models} HTTP/1.1\r\n{Raw.Host}Connection: close\r\n\r\n";
        var answers = HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, Encoding.ASCII.GetBytes(twice)));
        Assert.Equal([200, 200], answers.Select(a => a.Status));
        Assert.True(answers[0].Body.Length < answers[1].Body.Length);
    }

    [Fact]
    public async Task A_slow_answer_is_whole_and_late()
    {
        await using var service = Start("slow:0.3s");
        var watch = Stopwatch.StartNew();
        Assert.Equal(200, (await service.PostAsync(Create, Service.Tuning())).Status);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.29), $"{watch.Elapsed}");
        Assert.Equal((1, 1), (service.Emulator.Traffic.Answered, service.Emulator.Traffic.Faults["slow:0.3s"]));
    }

    [Fact]
    public async Task A_slow_answer_that_is_not_waited_for_is_none()
    {
        await using var service = Start("slow:3600s");
        using (var client = await Raw.ConnectAsync(service.Emulator))
        {
            await client.GetStream().WriteAsync(Raw.Request("POST", Create, Service.Tuning().ToJsonString()));
            await Raw.UntilAsync(() => service.Emulator.Traffic.Faults["slow:3600s"] > 0);
        }

        await Raw.ConnectionsAsync(service.Emulator, 0);
        Assert.Equal(0, service.Emulator.Traffic.Answered);
        Assert.Equal(200, (await service.GetAsync(Made)).Status);
    }

    [Fact]
    public async Task Requests_that_are_sent_together_wait_for_a_slow_answer()
    {
        await using var service = Start("slow:0.2s");
        var twice = $"GET /{Models} HTTP/1.1\r\n{Raw.Host}\r\nGET /v1beta/tunedModels/x HTTP/1.1\r\n{Raw.Host}Connection: close\r\n\r\n";
        var answers = HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, Encoding.ASCII.GetBytes(twice)));
        Assert.Equal([200, 404], answers.Select(a => a.Status));
    }

    [Fact]
    public async Task A_stalled_answer_begins_and_ends_with_the_client()
    {
        await using var service = Start("stalled");
        using (var client = await Raw.ConnectAsync(service.Emulator))
        {
            await client.GetStream().WriteAsync(Raw.Request("POST", Create, Service.Tuning().ToJsonString()));
            var buffer = new byte[8192];
            var read = await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(Raw.Patience);
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
            Assert.Throws<FormatException>(() => HttpAnswer.ReadAll(buffer[..read]));

            var more = client.GetStream().ReadAsync(buffer).AsTask();
            Assert.NotSame(more, await Task.WhenAny(more, Task.Delay(200)));
            Assert.Equal(1, service.Emulator.Traffic.OpenConnections);
        }

        await Raw.ConnectionsAsync(service.Emulator, 0);
        Assert.Equal(200, (await service.GetAsync(Made)).Status);
        Assert.Equal(0, service.Emulator.Traffic.Methods["createTunedModel"].Answered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?alt=sse")]
    public async Task A_stream_breaks_off_in_the_middle(string query)
    {
        var prompt = Service.Prompt("1").ToJsonString();
        var path = $"v1beta/models/gemini-2.5-flash:streamGenerateContent{query}";
        await using var service = Start("none, truncated, malformed");

        var whole = Assert.Single(HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, Raw.Request("POST", path, prompt))));
        var cut = Encoding.UTF8.GetString(await Raw.ExchangeAsync(service.Emulator, Raw.Request("POST", path, prompt)));
        Assert.EndsWith("\r\n", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n\r\n", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Split("\"candidates\"").Length - 1, 2, whole.Text.Split("\"candidates\"").Length - 2);

        var malformed = Assert.Single(HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, Raw.Request("POST", path, prompt))));
        Assert.ThrowsAny<JsonException>(() => Array.ForEach(Documents(malformed), d => JsonDocument.Parse(d)));
        Assert.Equal(1, service.Emulator.Traffic.Methods["streamGenerateContent"].Answered);
    }

    [Fact]
    public async Task An_expired_token_stays_refused_and_a_new_one_is_accepted()
    {
        await using var service = Start("none, expired, 503");
        Assert.Equal(200, await StatusAsync(service, "Authorization: Bearer old\r\n"));

        var request = Raw.Request("GET", Models, headers: "Authorization: Bearer old\r\n");
        var refused = Assert.Single(HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, request)));
        Assert.Equal(401, refused.Status);
        var error = JsonDocument.Parse(refused.Body).RootElement.GetProperty("error");
        Assert.Equal("UNAUTHENTICATED", error.GetProperty("status").GetString());
        Assert.StartsWith(
            "Request had invalid authentication credentials. Expected OAuth 2 access token,",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(
            ("type.googleapis.com/google.rpc.ErrorInfo", "ACCESS_TOKEN_EXPIRED", "googleapis.com"),
            (Detail("@type"), Detail("reason"), Detail("domain")));

        // What an ended token brings takes nothing from the list.
        Assert.Equal(401, await StatusAsync(service, "authorization: bearer  old\r\n"));
        Assert.Equal(503, await StatusAsync(service, "Authorization: Bearer new\r\n"));
        Assert.Equal(200, await StatusAsync(service, "Authorization: Bearer new\r\n"));
        Assert.Equal(200, await StatusAsync(service, "x-goog-api-key: old\r\n"));
        Assert.Equal(401, await StatusAsync(service, "Authorization: Bearer old\r\n"));
        Assert.Equal((7, 3, 1), (service.Emulator.Traffic.Requests, service.Emulator.Traffic.Answered, service.Emulator.Traffic.Faults["expired"]));

        string? Detail(string name) => error.GetProperty("details")[0].GetProperty(name).GetString();
    }

    [Fact]
    public async Task Without_a_token_one_request_is_refused()
    {
        await using var service = Start("expired");
        Assert.Equal(401, await StatusAsync(service, ""));
        Assert.Equal(200, await StatusAsync(service, ""));
    }

    [Fact]
    public async Task A_list_is_given_in_its_order_and_then_no_more()
    {
        await using var service = Start("503, none, 429:2s, lost");
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
            statuses.Add(await StatusAsync(service, ""));
        Assert.Equal([503, 200, 429, 0, 200, 200], statuses);
    }

    [Fact]
    public async Task Every_request_to_a_method_counts_and_no_other()
    {
        await using var service = Start("503, 503, 503");
        Assert.Equal(404, (await service.GetAsync("favicon.ico")).Status);
        using var options = await service.SendAsync(HttpMethod.Options, Models);
        Assert.Equal(204, (int)options.StatusCode);
        var nonsense = await Raw.ExchangeAsync(service.Emulator, "nonsense\r\n\r\n"u8.ToArray());
        Assert.Equal(400, Assert.Single(HttpAnswer.ReadAll(nonsense)).Status);

        using var head = await service.SendAsync(HttpMethod.Head, Models);
        Assert.Equal(503, (int)head.StatusCode);
        Assert.Equal(503, (await service.GetAsync($"{Models}?nonsense=1")).Status);
        Assert.Equal(503, (await service.DeleteAsync("v1beta/tunedModels/x")).Status);
        Assert.Equal(404, (await service.DeleteAsync("v1beta/tunedModels/x")).Status);
        Assert.Equal((6, 1, 3), (service.Emulator.Traffic.Requests, service.Emulator.Traffic.Answered, service.Emulator.Traffic.Faults["503"]));
    }

    [Fact]
    public async Task Many_large_requests_that_stall_keep_no_other_waiting()
    {
        await using var service = Start(string.Join(',', Enumerable.Repeat("stalled", 40)));
        var large = Service.Prompt(new string('x', 70_000)).ToJsonString();
        var request = Raw.Request("POST", "v1beta/models/gemini-2.5-flash:generateContent", large);
        List<TcpClient> clients = [];
        for (var i = 0; i < 40; i++)
        {
            clients.Add(await Raw.ConnectAsync(service.Emulator));
            await clients[i].GetStream().WriteAsync(request);
            Assert.True(await clients[i].GetStream().ReadAsync(new byte[10]).AsTask().WaitAsync(Raw.Patience) > 0);
        }

        Assert.Equal(200, Assert.Single(HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, request))).Status);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task It_stops_at_once_with_stalled_and_slow_answers_under_way()
    {
        var service = Start("stalled, slow:3600s, stalled, slow");
        List<TcpClient> clients = [];
        for (var i = 0; i < 4; i++)
        {
            clients.Add(await Raw.ConnectAsync(service.Emulator));
            await clients[i].GetStream().WriteAsync(Raw.Request("GET", Models));
        }

        await Raw.UntilAsync(() => service.Emulator.Traffic.Faults.Values.Sum() == 4);
        var watch = Stopwatch.StartNew();
        await service.Emulator.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Raw.Patience);
        Assert.Equal(0, service.Emulator.Traffic.OpenConnections);
        clients.ForEach(c => c.Dispose());
        await service.DisposeAsync();
    }

    static Task<byte[]> CreateAsync(Service service) =>
        Raw.ExchangeAsync(service.Emulator, Raw.Request("POST", Create, Service.Tuning().ToJsonString()));

    // Zero where there is no answer.
    static async Task<int> StatusAsync(Service service, string headers) =>
        HttpAnswer.ReadAll(await Raw.ExchangeAsync(service.Emulator, Raw.Request("GET", Models, headers: headers))).SingleOrDefault()?.Status ?? 0;

    static (int First, int Second) Numbers(string text)
    {
        int[] numbers = [.. text.Split(' ', '.').Where(w => w.All(char.IsAsciiDigit) && w.Length > 0).Select(int.Parse)];
        return (numbers[0], numbers[1]);
    }

    static string[] Documents(HttpAnswer answer) => answer.Type == "text/event-stream"
        ? [.. answer.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e["data: ".Length..])]
        : [answer.Text];
}

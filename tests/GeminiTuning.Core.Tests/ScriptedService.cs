using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Tests;

/// <summary>Stands in for the service: gives its answers in order, and keeps what it was asked.</summary>
sealed class ScriptedService : HttpMessageHandler
{
    readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    readonly List<SentRequest> _requests = [];

    public IReadOnlyList<SentRequest> Requests => _requests;

    public SentRequest Request => Assert.Single(_requests);

    public ScriptedService Answers(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        Answers(new StringContent(body, Encoding.UTF8, "application/json"), status, headers);

    public ScriptedService Answers(Stream body) => Answers(new StreamContent(body), HttpStatusCode.OK);

    /// <summary>Gives a content, or a part of one, whose connection may break off at its end.</summary>
    public ScriptedService AnswersContent(string content, bool isPart, bool breaksOff) =>
        Answers(new StreamContent(breaksOff ? new PieceStream().Send(content).End(new IOException("broken off")) : new MemoryStream(Encoding.UTF8.GetBytes(content))), isPart ? HttpStatusCode.PartialContent : HttpStatusCode.OK);

    public ScriptedService Throws(Exception fault) => Then(_ => Task.FromException<HttpResponseMessage>(fault));

    /// <summary>Gives no answer until the caller has had enough.</summary>
    public ScriptedService Hangs() => Then(async cancellationToken =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Nothing ends this wait but its cancellationToken.");
    });

    public IGeminiApiService Open(TuningConnectionOptions? options = null, Action<string>? log = null) =>
        (IGeminiApiService)Connect(options ?? new TuningConnectionOptions()).Open(log, notice => log?.Invoke(notice.ToString()), log);

    /// <summary>A connection whose requests come here.</summary>
    public TuningConnection Connect(TuningConnectionOptions options) => new(options, null, this);

    /// <summary>The service, whose failed calls are made again at once.</summary>
    public IGeminiApiService OpenWithRetries(int count = 3) => Open(new TuningConnectionOptions { RetryPolicy = new ImmediateRetries(count) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(CancellationToken.None);
        _requests.Add(new SentRequest(request.Method, request.RequestUri!, body, request.Content?.Headers.ContentType?.MediaType, request.Content?.Headers.ContentRange?.ToString(), request.Headers));
        return _answers.TryDequeue(out var answer)
            ? await answer(cancellationToken)
            : throw new InvalidOperationException($"The script has no answer left for {request.Method} {request.RequestUri}.");
    }

    ScriptedService Answers(HttpContent content, HttpStatusCode status, params (string Name, string Value)[] headers) => Then(_ =>
    {
        var response = new HttpResponseMessage(status) { Content = content };
        foreach (var (name, value) in headers)
            response.Headers.Add(name, value);
        return Task.FromResult(response);
    });

    ScriptedService Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }
}

sealed record SentRequest(HttpMethod Method, Uri Uri, string? Body, string? ContentType, string? ContentRange, HttpRequestHeaders Headers)
{
    public override string ToString() => $"{Method} {Uri.PathAndQuery}";

    public JsonNode Json => JsonNode.Parse(Body!)!;

    public void BodyIs(string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Json), $"Expected {json}{Environment.NewLine}Sent     {Body}");
}

/// <summary>Makes failed calls again without waiting.</summary>
/// <param name="count">How often.</param>
/// <param name="between">What happens in the meantime.</param>
sealed class ImmediateRetries(int count, Action? between = null) : IRetryPolicy
{
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<RetryNotice> onRetry, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (TuningServiceException fault) when (fault.IsTransient && number <= count)
            {
                onRetry(new RetryNotice(number, TimeSpan.Zero, fault));
                between?.Invoke();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}

static class AsyncSequence
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GeminiTuning;

/// <summary>Sends requests and reads answers: the one place that touches HTTP. Whatever goes wrong leaves it as a
/// <see cref="TuningServiceException"/>.</summary>
/// <param name="http">The connection's sockets.</param>
/// <param name="options">How the service is reached.</param>
/// <param name="pace">The pace of the questions over this connection.</param>
/// <param name="events">What is called for each request and each retry.</param>
sealed partial class RestClient(HttpClient http, RestOptions options, Pace pace, ServiceEvents events)
{
    static readonly MediaTypeHeaderValue s_json = new("application/json");

    readonly string _root = options.Endpoint.AbsoluteUri.TrimEnd('/');

    public TimeProvider Clock => options.Clock;

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        RetryAsync(token => pace.ReadAsync(turn => SendAsync(HttpMethod.Get, path, null, answer, turn), token), cancellationToken);

    /// <summary>Asks a model, when its turn has come.</summary>
    public Task<T> AskAsync<T>(string path, byte[] body, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        RetryAsync(token => pace.RunAsync(turn => SendAsync(HttpMethod.Post, path, body, answer, turn), token), cancellationToken);

    /// <summary>Makes a call with the connection's retries.</summary>
    /// <exception cref="RetryCanceledException">The token was canceled after an attempt had failed.</exception>
    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        TuningServiceException? last = null;
        try
        {
            return await options.RetryPolicy.ExecuteAsync(attempt, notice =>
            {
                last = notice.Reason;
                events.OnRetry?.Invoke(notice);
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped) when (last is not null)
        {
            throw new RetryCanceledException(stopped, last, cancellationToken);
        }
    }

    /// <summary>Sends a message, with the connection's retries: for what does no harm when it is made again.</summary>
    public Task<T> PostAsync<T>(string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        RetryAsync(token => SendAsync(HttpMethod.Post, path, body, answer, token), cancellationToken);

    /// <summary>Sends a change, with the connection's retries: a patch says what is to be, so that it does no harm when it is made again.</summary>
    public Task<T> PatchAsync<T>(string path, byte[] body, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        RetryAsync(token => SendAsync(HttpMethod.Patch, path, body, answer, token), cancellationToken);

    /// <summary>Makes a call once.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        try
        {
            return await ReadAsync(method, path, body, answer, limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (KindOf(fault, limit) is { } kind)
        {
            throw Fault(kind, fault);
        }
    }

    /// <summary>A text of the service without the secret, should it be in there.</summary>
    public string Redact(string text) => options.Redact(text);

    /// <summary>The fault that stands in the middle of a stream.</summary>
    public TuningServiceException FaultIn(JsonElement error) => ErrorAnswer.Create(null, Redact($$"""{"error":{{error.GetRawText()}}}"""));

    /// <summary>Asks a model, when its turn has come, for an answer that is a JSON array and grows while it is made; gives its
    /// elements as they come.</summary>
    public async IAsyncEnumerable<T> AskStreamAsync<T>(string path, byte[] body, JsonTypeInfo<T> element, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await RetryAsync(
            token => pace.RunAsync(turn => OpenInTimeAsync(HttpMethod.Post, path, body, turn), token), cancellationToken).ConfigureAwait(false);
        using var limit = new TimeLimit(options, cancellationToken);
        using var stream = new BoundedStream(await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false));
        var elements = JsonSerializer.DeserializeAsyncEnumerable(stream, element, limit.Token).GetAsyncEnumerator(limit.Token);
        await using (elements.ConfigureAwait(false))
            while (await GuardAsync(elements.MoveNextAsync().AsTask(), limit).ConfigureAwait(false))
            {
                // The time that the reader takes over a piece is not the service's.
                limit.Pause();
                if (elements.Current is { } item)
                    yield return item;
                limit.Restart();
            }
    }

    async Task<T> ReadAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        using var stream = new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        var message = await JsonSerializer.DeserializeAsync(stream, answer, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException(Messages.JsonNull);
        return message is IMayHoldError { ErrorBody: { } error } ? throw FaultIn(error) : message;
    }

    async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var response = await OpenAsync(() => Request(method, path, body), cancellationToken).ConfigureAwait(false);
        if (IsJson(response.Content.Headers.ContentType?.MediaType))
            return response;
        using (response)
            throw NotJson(response);
    }

    // The answer of a service that has done what it was asked, of whatever kind it is.
    async Task<HttpResponseMessage> OpenAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && await RenewAsync(response, cancellationToken).ConfigureAwait(false))
        {
            response.Dispose();
            events.Log?.Invoke(Messages.CredentialRenewed);
            response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        }
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ErrorAnswer.ReadAsync(response, options, cancellationToken).ConfigureAwait(false);
    }

    async Task<bool> RenewAsync(HttpResponseMessage refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await options.Credential.RenewAsync(refusal.RequestMessage!, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            refusal.Dispose();
            throw;
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, $"{_root}/{path}");
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = s_json } };
        return request;
    }

    async Task<HttpResponseMessage> ExchangeAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        await options.Credential.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        events.OnRequest?.Invoke(Redact($"{request.Method} {request.RequestUri!.AbsoluteUri}"));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.RequestMessage ??= request;
        return response;
    }

    // Some servers name no type; what names another than JSON is a proxy's page, and will be the next time too.
    static bool IsJson(string? type) => type is null || type.Contains("json", StringComparison.OrdinalIgnoreCase);

    TuningServiceException NotJson(HttpResponseMessage response) => new(
        TuningServiceErrorKind.AnswerUnexpected, Messages.AnswerNotJson(options.Endpoint, Redact(response.Content.Headers.ContentType?.MediaType ?? "")));

    async Task<HttpResponseMessage> OpenInTimeAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        return await GuardAsync(OpenAsync(method, path, body, limit.Token), limit).ConfigureAwait(false);
    }

    async Task<T> GuardAsync<T>(Task<T> step, TimeLimit limit)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (Exception fault) when (KindOf(fault, limit) is { } kind)
        {
            throw Fault(kind, fault);
        }
    }

    // The transport and the parser quote what they don't understand, and so may quote a secret. Then they are no cause to show.
    TuningServiceException Fault(TuningServiceErrorKind kind, Exception fault)
    {
        var isClean = options.Credential.Redact(fault.ToString()) == fault.ToString();
        return new TuningServiceException(kind, Words(kind, fault), isClean ? fault : null);
    }

    // What stands behind an exception of the transport or the parser; null for those that pass through.
    static TuningServiceErrorKind? KindOf(Exception fault, TimeLimit limit) => fault switch
    {
        CredentialException { Kind: CredentialErrorKind.Unavailable } => TuningServiceErrorKind.TokenUnavailable,
        OperationCanceledException => limit.Elapsed ? TuningServiceErrorKind.TimedOut : null,
        AnswerTooLargeException or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => TuningServiceErrorKind.AnswerTooLarge,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => TuningServiceErrorKind.SecureConnectionFailed,
        HttpRequestException when ProxyRefusal.Is(fault) => TuningServiceErrorKind.ProxyRefused,
        ObjectDisposedException => TuningServiceErrorKind.ConnectionClosed,
        HttpRequestException or IOException or InvalidDataException => TuningServiceErrorKind.Unreachable,
        JsonException => TuningServiceErrorKind.AnswerNotUnderstood,
        _ => null,
    };

    string Words(TuningServiceErrorKind kind, Exception fault)
    {
        var cause = Redact(fault.GetBaseException().Message);
        return kind switch
        {
            TuningServiceErrorKind.TokenUnavailable => Redact(fault.Message),
            TuningServiceErrorKind.TimedOut => Messages.NoAnswerInTime(options.Endpoint, options.RequestTimeout),
            TuningServiceErrorKind.SecureConnectionFailed => Messages.NoSecureConnection(options.Endpoint, cause),
            TuningServiceErrorKind.AnswerTooLarge => Messages.AnswerTooLargeFrom(options.Endpoint),
            TuningServiceErrorKind.ConnectionClosed => Messages.ConnectionClosed(options.Endpoint),
            TuningServiceErrorKind.AnswerNotUnderstood => Messages.ResponseIncomplete(options.Endpoint, Redact(fault.Message)),
            _ => Messages.NoAnswerFrom(options.Endpoint, cause),
        };
    }
}

using System.Net;
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
    readonly string _root = options.Endpoint.AbsoluteUri.TrimEnd('/');
    // The prompts to a model have one address, which isn't parsed for each.
    Asked? _last;

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
        cancellationToken.ThrowIfCancellationRequested();
        TuningServiceException first;
        try
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException fault) when (fault.IsTransient)
        {
            first = fault;
        }
        return await RetryAsync(first, attempt, cancellationToken).ConfigureAwait(false);
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
            using var response = Json(await OpenAsync(() => Request(method, path, body), limit.Token).ConfigureAwait(false));
            using var stream = new BoundedStream(await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false));
            var message = await JsonSerializer.DeserializeAsync(stream, answer, limit.Token).ConfigureAwait(false)
                ?? throw new JsonException(Messages.JsonNull);
            return message is IMayHoldError { ErrorBody: { } error } ? throw FaultIn(error) : message;
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

    // The policy takes over when the first attempt has failed: what fails first within it is that attempt.
    async Task<T> RetryAsync<T>(TuningServiceException first, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var (isRetry, last) = (false, first);
        try
        {
            return await options.RetryPolicy.ExecuteAsync(token =>
            {
                if (isRetry)
                    return attempt(token);
                isRetry = true;
                return Task.FromException<T>(first);
            }, notice =>
            {
                last = notice.Reason;
                events.OnRetry?.Invoke(notice);
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped)
        {
            throw new RetryCanceledException(stopped, last, cancellationToken);
        }
    }

    // The answer of a service that has done what it was asked, of whatever kind it is. A credential that it refuses is renewed once.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<HttpResponseMessage> OpenAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var isRenewed = false; ; isRenewed = true)
        {
            using var request = make();
            await options.Credential.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
            events.OnRequest?.Invoke(Redact($"{request.Method} {request.RequestUri!.AbsoluteUri}"));
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                if (isRenewed || response.StatusCode != HttpStatusCode.Unauthorized || !await options.Credential.RenewAsync(request, cancellationToken).ConfigureAwait(false))
                    throw await ErrorAnswer.ReadAsync(response, options, cancellationToken).ConfigureAwait(false);
            events.Log?.Invoke(Messages.CredentialRenewed);
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, Address(path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            // A type that is parsed is formatted again for each request.
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        return request;
    }

    Uri Address(string path)
    {
        if (_last is not { } last || last.Path != path)
            _last = last = new Asked(path, new Uri($"{_root}/{path}"));
        return last.Address;
    }

    // Some servers name no type; what names another than JSON is a proxy's page, and will be the next time too.
    HttpResponseMessage Json(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is not { } type || type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return response;
        response.Dispose();
        throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.AnswerNotJson(options.Endpoint, Redact(type)));
    }

    async Task<HttpResponseMessage> OpenInTimeAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        return Json(await GuardAsync(OpenAsync(() => Request(method, path, body), limit.Token).AsTask(), limit).ConfigureAwait(false));
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

    sealed record Asked(string Path, Uri Address);
}

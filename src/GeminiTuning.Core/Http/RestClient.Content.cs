using System.Net;
using System.Net.Http.Headers;

namespace GeminiTuning;

// Contents that are no messages: what is uploaded and downloaded.
sealed partial class RestClient
{
    /// <summary>Begins an upload.</summary>
    /// <returns>The address of its session. Whoever has it may upload, so it is shown to nobody.</returns>
    public Task<Uri> StartUploadAsync(string path, byte[] body, string contentType, long length, CancellationToken cancellationToken) => RetryAsync(async token =>
    {
        using var limit = new TimeLimit(options, token);
        using var response = await GuardAsync(OpenAsync(() =>
        {
            var request = Request(HttpMethod.Post, path, body);
            request.Headers.Add("X-Upload-Content-Type", contentType);
            request.Headers.Add("X-Upload-Content-Length", FormattableString.Invariant($"{length}"));
            return request;
        }, limit.Token).AsTask(), limit).ConfigureAwait(false);
        // It is sent the content, and must be where the service itself is.
        return response.Headers.Location is { IsAbsoluteUri: true } session && session.Authority == options.Endpoint.Authority && session.Scheme == options.Endpoint.Scheme
            ? Kept(session, path)
            : throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.UploadHasNoSession(options.Endpoint));
    }, cancellationToken);

    /// <summary>What requests to an upload's session go through: with this connection's sockets, time limit and errors. The
    /// session's address is the credential.</summary>
    public HttpMessageHandler SessionHandler() => new UploadHandler(this);

    /// <summary>Opens an object's content.</summary>
    /// <param name="path">The object, with its query.</param>
    /// <param name="offset">From which byte on.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<HttpResponseMessage> OpenContentAsync(string path, long offset, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        return await GuardAsync(OpenAsync(() =>
        {
            var request = Request(HttpMethod.Get, path, null);
            if (offset > 0)
                request.Headers.Range = new RangeHeaderValue(offset, null);
            return request;
        }, limit.Token).AsTask(), limit).ConfigureAwait(false);
    }

    /// <summary>Does a step of reading a content, within the time that a request may take.</summary>
    public async Task<T> ReadContentAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        return await GuardAsync(step(limit.Token), limit).ConfigureAwait(false);
    }

    /// <summary>Tells of a fault that was overcome.</summary>
    public void Tell(TuningServiceException fault) => events.OnRetry?.Invoke(new RetryNotice(1, TimeSpan.Zero, fault));

    // Whoever knows the session's address may upload: what the service put into it is a secret.
    static Uri Kept(Uri session, string path)
    {
        var own = Uri.UnescapeDataString(path);
        foreach (var part in session.Query.TrimStart('?').Split('&').Select(field => field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]).Append(session.Segments[^1]))
            if (Uri.UnescapeDataString(part) is { Length: >= 16 } secret && !own.Contains(secret, StringComparison.Ordinal))
                Secrets.Keep(secret);
        return session;
    }

    async Task<HttpResponseMessage> SendToSessionAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options, cancellationToken);
        return await GuardAsync(SendToSessionOnceAsync(request, limit.Token), limit).ConfigureAwait(false);
    }

    async Task<HttpResponseMessage> SendToSessionOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        events.OnRequest?.Invoke(Redact($"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} {request.Content?.Headers.ContentRange}".TrimEnd()));
        // A message that is on its way already cannot be sent by another client; this is a copy of it.
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        var response = await http.SendAsync(copy, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        // 308 is how the service says that it waits for more.
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.PermanentRedirect)
            return response;
        using (response)
            throw await ErrorAnswer.ReadAsync(response, options, cancellationToken).ConfigureAwait(false);
    }

    // Google's library speaks HTTP through this; whatever goes wrong comes out of it as it does elsewhere.
    sealed class UploadHandler(RestClient rest) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            rest.SendToSessionAsync(request, cancellationToken);
    }
}

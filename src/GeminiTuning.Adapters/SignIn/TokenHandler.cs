using System.Net;
using System.Text.Json;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>What every request for a token goes through: no secret leaves in the open, and whatever goes wrong leaves as a
/// <see cref="CredentialException"/> in the words of the one that refused.</summary>
sealed class TokenHandler(TokenSourceOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    const int BodyRead = 64 * 1024;
    const int LargestAnswer = 1024 * 1024;

    // The fields of a token request that are secrets.
    static readonly string[] s_secrets = ["assertion", "refresh_token", "client_secret", "code", "code_verifier", "subject_token"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request);
        var address = request.RequestUri!;
        if (address.Scheme != "https" && !ServiceAddress.IsNear(address))
            throw RequestFault.Note(new CredentialException(CredentialErrorKind.Refused, Messages.PlainHttpNothingSent(address)));
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            // A token with which another is asked for may have ended: the library renews that one, and asks once more.
            if (response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.Unauthorized && request.Headers.Authorization?.Scheme == "Bearer"))
                return await BoundedAsync(response, cancellationToken).ConfigureAwait(false);
            using (response)
                throw RequestFault.Note(await FaultAsync(request, response, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or AnswerTooLargeException)
        {
            var isRefused = ProxyRefusal.Is(fault) || fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };
            throw RequestFault.Note(new CredentialException(
                isRefused ? CredentialErrorKind.ConnectionRefused : CredentialErrorKind.Unavailable, Messages.NoTokenNoAnswer(address, fault.GetBaseException().Message), fault));
        }
    }

    // Google's library would read an answer of any size.
    static async Task<HttpResponseMessage> BoundedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var content = response.Content;
        using var stream = new BoundedStream(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), LargestAnswer);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        response.Content = new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = content.Headers.ContentType } };
        return response;
    }

    // Google's library knows one address of this service.
    void Redirect(HttpRequestMessage request)
    {
        if (options.IamEndpoint is { } iam && request.RequestUri!.Host == "iamcredentials.googleapis.com")
            request.RequestUri = new Uri(iam, request.RequestUri.PathAndQuery);
    }

    static async Task<CredentialException> FaultAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadStartAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var (code, words) = Read(Redact(body, request, form));
        var host = request.RequestUri!;
        var reported = string.Join(": ", new[] { code, words }.OfType<string>());
        var said = reported.Length > 0 ? reported : $"HTTP {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new(CredentialErrorKind.Unavailable, Messages.NoTokenHostFailed(host, response.StatusCode, reported)),
            // Of a key that signs, the same word means that the key is not known, or the clock is wrong.
            _ when code == "invalid_grant" && form.Contains("grant_type=refresh_token", StringComparison.Ordinal) => new(CredentialErrorKind.Expired, Messages.SignInEnded(host, said)),
            _ => new(CredentialErrorKind.Refused, Messages.TokenRequestRejected(host, said)),
        };
    }

    // Both forms: OAuth's {"error": "invalid_grant", "error_description": …} and Google's {"error": {"status": …, "message": …}}.
    static (string? Code, string? Words) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error))
                return default;
            return error.ValueKind == JsonValueKind.Object
                ? (Text(error, "status"), Text(error, "message"))
                : (error.ToString(), Text(root, "error_description"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static async Task<string> ReadStartAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        var buffer = new char[BodyRead];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false));
    }

    static string Redact(string text, HttpRequestMessage request, string form)
    {
        var token = request.Headers.Authorization?.Parameter;
        return form.Split('&').Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2 && s_secrets.Contains(field[0]))
            .Select(field => Uri.UnescapeDataString(field[1].Replace('+', ' ')))
            .Append(token)
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Aggregate(Secrets.Redact(text), (clean, secret) => Secrets.Redact(clean, secret!));
    }
}

using System.Net.Http.Headers;

namespace GeminiTuning;

/// <summary>What a request proves who is asking with. No member gives the secret away.</summary>
public interface ICredential
{
    /// <summary>What kind it is, for people: "API key", "access token", "none".</summary>
    string Kind { get; }

    /// <summary>Whose it is: an e-mail address; null where that is not known.</summary>
    string? Owner => null;

    /// <summary>The Google Cloud project that it works for; null where that is not known.</summary>
    string? Project => null;

    /// <summary>When the token at hand ends; null where there is none, or where it does not end.</summary>
    DateTimeOffset? ExpiresAt => null;

    /// <summary>Puts the credential into a request's headers; never into its address.</summary>
    ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Told that the service refused the credential (401): whether there is another now, with which the call is
    /// worth making once more. A key and a token that were typed in have none.</summary>
    /// <param name="refused">The request that was refused, with the credential that it had.</param>
    /// <param name="cancellationToken">Ends the renewal.</param>
    ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    /// <summary>A text without the secret, should a server have echoed it.</summary>
    string Redact(string text);
}

/// <summary>No credential: the emulator asks for none.</summary>
public sealed class NoCredential : ICredential
{
    /// <inheritdoc/>
    public string Kind => "none";

    /// <inheritdoc/>
    public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public string Redact(string text) => text;
}

/// <summary>An API key of Google AI Studio, sent as the header <c>x-goog-api-key</c>.</summary>
public sealed class ApiKeyCredential(string key) : ICredential
{
    readonly string _key = Secret.Kept(key, "API key");

    /// <inheritdoc/>
    public string Kind => "API key";

    /// <inheritdoc/>
    public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("x-goog-api-key", _key);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public string Redact(string text) => Secrets.Redact(text, _key);
}

/// <summary>An OAuth access token, sent as <c>Authorization: Bearer</c>, with the project that pays for the quota.</summary>
public sealed class AccessTokenCredential(string token, string? quotaProject = null) : ICredential
{
    readonly string _token = Secret.Kept(token, "access token");
    readonly string? _quotaProject = quotaProject is null ? null : Secret.Checked(quotaProject, "quota project");

    /// <inheritdoc/>
    public string Kind => "access token";

    /// <summary>The same token, with the project that is billed for the quota.</summary>
    internal AccessTokenCredential PaidBy(string? project) => new(_token, project);

    /// <inheritdoc/>
    public string? Project => _quotaProject;

    /// <inheritdoc/>
    public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (_quotaProject is not null)
            request.Headers.Add("x-goog-user-project", _quotaProject);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public string Redact(string text) => Secrets.Redact(text, _token);
}

static class Secret
{
    /// <summary>A secret that can be a header's value; the error for one that cannot does not show it.</summary>
    public static string Checked(string secret, string what) =>
        s_marks.FirstOrDefault(mark => secret.TrimStart().StartsWith(mark.Begins, StringComparison.Ordinal)).Kind is { } kind && kind != what
            ? throw new TuningArgumentException(Messages.SecretOfAnotherKind(what: what, kind: kind, advice: HowToGet(what)))
            : secret.Length > 0 && secret.All(c => c is > ' ' and <= '~')
            ? secret
            : throw new TuningArgumentException(Messages.SecretMalformed(what));

    /// <summary>The same, and from now on no error and no log line shows it.</summary>
    public static string Kept(string secret, string what)
    {
        Secrets.Keep(Checked(secret, what));
        return secret;
    }

    // How Google's secrets begin.
    static readonly (string Begins, string Kind)[] s_marks =
    [
        ("AIza", "API key"),
        ("ya29.", "access token"),
        ("GOCSPX-", "OAuth client secret"),
        ("{", "OAuth client or key file (JSON)"),
    ];

    static string HowToGet(string what) => what switch
    {
        "access token" => Messages.HowToGetAccessToken,
        "API key" => Messages.HowToGetApiKey,
        _ => "",
    };
}

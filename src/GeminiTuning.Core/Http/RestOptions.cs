namespace GeminiTuning;

/// <summary>How requests to one address are made.</summary>
sealed record RestOptions
{
    public required Uri Endpoint { get; init; }

    public required ICredential Credential { get; init; }

    public required IRetryPolicy RetryPolicy { get; init; }

    /// <summary>How long one request may take, the body of its answer included.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>A text of the service or the transport without secrets: this connection's credential, however short it is, and
    /// all others.</summary>
    public string Redact(string text) => Secrets.Redact(Credential.Redact(text));
}

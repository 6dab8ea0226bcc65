namespace GeminiTuning;

/// <summary>How a service is reached.</summary>
public sealed record TuningConnectionOptions
{
    /// <summary>The address of the Gemini Developer API.</summary>
    public static readonly Uri GeminiApi = new("https://generativelanguage.googleapis.com/");

    /// <summary>The service's address; https, or http to this computer alone.</summary>
    public Uri Endpoint { get; init; } = GeminiApi;

    /// <summary>Who is asking.</summary>
    public ICredential Credential { get; init; } = new NoCredential();

    /// <summary>Whether and when failed calls are made again. Default: never.</summary>
    public IRetryPolicy RetryPolicy { get; init; } = new NoRetryPolicy();

    /// <summary>The service at <see cref="Endpoint"/>. Default: the Gemini Developer API. With <see cref="VertexOptions"/>, the
    /// address is <see cref="VertexOptions.GoogleAddress"/>, or another one that serves all regions.</summary>
    public ServiceOptions Service { get; init; } = new GeminiApiOptions();

    /// <summary>Sends contents to Cloud Storage. Default: each in one request.</summary>
    public IUploader Uploader { get; init; } = new WholeUploader();

    /// <summary>How long one request may take, an answer's body included; for a streamed answer, how long it may be
    /// silent. Default: 5 minutes.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of all waits and time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal RestOptions Requests => new()
    {
        Endpoint = Endpoint,
        Credential = Credential,
        RetryPolicy = RetryPolicy,
        RequestTimeout = RequestTimeout,
        Clock = Clock,
    };
}

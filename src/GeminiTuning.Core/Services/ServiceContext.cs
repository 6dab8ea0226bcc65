namespace GeminiTuning;

/// <summary>What the methods of a service are opened with: the connection, and who is told of its requests.</summary>
public sealed class ServiceContext
{
    readonly HttpClient _http;
    readonly RestOptions _options;
    readonly Pace _pace;
    readonly Action<RetryNotice>? _onRetry;

    internal ServiceContext(HttpClient http, RestOptions options, IUploader uploader, Pace pace, Action<string>? log, Action<RetryNotice>? onRetry) =>
        (_http, _options, Uploader, _pace, Log, _onRetry) = (http, options, uploader, pace, log, onRetry);

    /// <summary>The address that the connection leads to.</summary>
    public Uri Endpoint => _options.Endpoint;

    /// <summary>The clock of all waits.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>Told each request and each step, never a secret; null where nobody listens.</summary>
    public Action<string>? Log { get; }

    internal IUploader Uploader { get; }

    /// <summary>The way to an address, over the connection's sockets and with its credential.</summary>
    internal RestClient WayTo(Uri address) => new(_http, _options with { Endpoint = address }, _pace, Log, _onRetry);
}

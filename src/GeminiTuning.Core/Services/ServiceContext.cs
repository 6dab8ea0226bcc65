namespace GeminiTuning;

/// <summary>What the methods of a service are opened with: the connection, and what is called while they work.</summary>
public sealed class ServiceContext
{
    readonly HttpClient _http;
    readonly RestOptions _options;
    readonly Pace _pace;
    readonly ServiceEvents _events;

    internal ServiceContext(HttpClient http, RestOptions options, IUploader uploader, Pace pace, ServiceEvents events) =>
        (_http, _options, Uploader, _pace, _events) = (http, options, uploader, pace, events);

    /// <summary>The address that the connection leads to.</summary>
    public Uri Endpoint => _options.Endpoint;

    /// <summary>The clock of all waits.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>Called with each step of a longer call, never with a secret; null where nobody listens.</summary>
    public Action<string>? Log => _events.Log;

    internal IUploader Uploader { get; }

    /// <summary>The way to an address, over the connection's sockets and with its credential.</summary>
    internal RestClient WayTo(Uri address) => new(_http, _options with { Endpoint = address }, _pace, _events);
}

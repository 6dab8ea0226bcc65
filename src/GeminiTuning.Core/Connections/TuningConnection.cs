using System.Net;

namespace GeminiTuning;

/// <summary>A service that is connected to. It shows where and how, never a secret; it can be used from many threads.</summary>
public sealed class TuningConnection : IDisposable
{
    readonly TuningConnectionOptions _options;
    readonly HttpClient _http;
    readonly Pace _pace;
    readonly Func<ServiceContext, ITuningService> _open;

    /// <summary>Connects; nothing is sent yet.</summary>
    /// <exception cref="TuningArgumentException">The address is not one that a credential may be sent to.</exception>
    public TuningConnection(TuningConnectionOptions options, string? service = null)
        : this(options, service, CreateHandler(ServiceAddress.Checked(options.Endpoint)))
    {
    }

    internal TuningConnection(TuningConnectionOptions options, string? service, HttpMessageHandler handler)
    {
        _options = options with { Endpoint = ServiceAddress.Checked(options.Endpoint), Service = options.Service.Checked() };
        _open = _options.Service.Connect();
        Service = service ?? _options.Service.Name.Name;
        _pace = new Pace(options.Clock);
        // The time limit of a request is TimeLimit's, which also covers the answer's body.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = BoundedStream.MostBytes };
        // A header that is parsed is copied part by part to each request.
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"GeminiTuning/{typeof(TuningConnection).Assembly.GetName().Version?.ToString(3)}");
    }

    /// <summary>The service in one word, for scripts: <c>GeminiApi</c> or <c>VertexAI</c>.</summary>
    public string Kind => _options.Service.Name.Kind;

    /// <summary>The service, for people.</summary>
    public string Service { get; }

    /// <summary>The service's address.</summary>
    public Uri Endpoint => _options.Endpoint;

    /// <summary>The kind of credential: "API key", "user", "service account", "none".</summary>
    public string Credential => _options.Credential.Kind;

    /// <summary>Whose credential it is: an e-mail address; null where that is not known.</summary>
    public string? Account => _options.Credential.Owner;

    /// <summary>The Google Cloud project; null where none is named.</summary>
    public string? Project => _options.Service.Place?.Project ?? _options.Credential.Project;

    /// <summary>The region, on Vertex AI.</summary>
    public string? Location => _options.Service.Place?.Location;

    /// <summary>The bucket that datasets and answers go through, on Vertex AI, with or without a folder in it; null for none.</summary>
    public string? Bucket => _options.Service.Place?.Bucket;

    /// <summary>When the token at hand ends; it is renewed before. Null where there is none yet, or where it does not end.</summary>
    public DateTimeOffset? ExpiresAt => _options.Credential.ExpiresAt?.ToLocalTime();

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <summary>The service's methods over this connection.</summary>
    /// <param name="log">Called with a message for each step of a longer call, such as a deletion. It may be called from any thread.</param>
    /// <param name="onRetry">Called before the wait of each retry. It may be called from any thread.</param>
    /// <param name="onRequest">Called with the method and the address of each HTTP request, which never contain a secret. It may be
    /// called from any thread.</param>
    public ITuningService Open(Action<string>? log = null, Action<RetryNotice>? onRetry = null, Action<string>? onRequest = null) =>
        _open(new ServiceContext(_http, _options.Requests, _options.Uploader, _pace, new ServiceEvents(log, onRetry, onRequest)));

    /// <summary>Closes the connection's sockets.</summary>
    public void Dispose() => _http.Dispose();

    /// <summary>The service and its address.</summary>
    public override string ToString() => $"{Service} at {Endpoint}";

    static SocketsHttpHandler CreateHandler(Uri endpoint) => new()
    {
        // What Google's services pack with. Each further method costs each request a look into its headers.
        AutomaticDecompression = DecompressionMethods.GZip,
        // A redirect would carry the credential to wherever it points; the services redirect no API call.
        AllowAutoRedirect = false,
        UseCookies = false,
        // What is on this computer is never reached through a proxy.
        UseProxy = !endpoint.IsLoopback,
        // So that a change of the service's addresses is followed in a session that lives for days.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };
}

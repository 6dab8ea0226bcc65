using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Api;

/// <summary>Finds the method for a request, and words what goes wrong in it as the service does.</summary>
sealed class Router(IReadOnlyList<Route> routes, FaultGate gate, TrafficCounter traffic) : IHttpHandler
{
    static readonly string[] s_hosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <inheritdoc/>
    public HttpReply Answer(HttpRequest request)
    {
        traffic.Received();
        var requestId = RandomName.Create(16);
        return Identified(requestId, Worded(requestId, () => Dispatch(request, requestId)));
    }

    /// <inheritdoc/>
    public HttpReply Refuse(int status, string message)
    {
        var requestId = RandomName.Create(16);
        return Identified(requestId, ReplyFormat.Write(new ApiException(status, "INVALID_ARGUMENT", message), requestId));
    }

    HttpReply Dispatch(HttpRequest request, string requestId)
    {
        CheckHost(request.Head);
        var segments = Segments(request.Head.Path);
        if (request.Head.Method == "OPTIONS")
            return Options(segments);

        var (route, names) = Find(request.Head.Method, segments);
        traffic.Called(route.Name);
        var reply = gate.Pass(request, () => Worded(requestId, () => Call(route, names, request)));
        return reply with { Method = route.Name };
    }

    static HttpReply Call(Route route, IReadOnlyList<string> names, HttpRequest request)
    {
        var query = new QueryString(request.Head.Query);
        query.AllowOnly(route.QueryFields);
        return ReplyFormat.Write(route.Call(new ApiCall(request, names, query)), query);
    }

    static HttpReply Worded(string requestId, Func<HttpReply> step)
    {
        try
        {
            return step();
        }
        catch (Exception e)
        {
            return ReplyFormat.Write(ErrorWords.Of(e), requestId);
        }
    }

    (Route Route, IReadOnlyList<string> Names) Find(string method, string[] segments)
    {
        var verb = method == "HEAD" ? "GET" : method;
        foreach (var route in routes)
        {
            if (route.Verb == verb && route.Match(segments) is { } names)
                return (route, names);
        }

        throw ApiException.NotFound("Method not found.");
    }

    HttpReply Options(string[] segments)
    {
        var verbs = routes.Where(r => r.Match(segments) is not null).Select(r => r.Verb).Distinct().ToList();
        if (verbs.Count == 0)
            throw ApiException.NotFound("Method not found.");
        return new HttpReply(204, null, []) { Headers = [("Allow", string.Join(", ", [.. verbs, "OPTIONS"]))] };
    }

    static HttpReply Identified(string requestId, HttpReply reply) =>
        reply with { Headers = [.. reply.Headers, ("X-Request-Id", requestId), ("Server", "GeminiTuning-Emulator")] };

    static string[] Segments(string path)
    {
        var segments = path.Split('/').Skip(1).Select(Uri.UnescapeDataString).ToArray();
        return segments is ["v1" or "v1beta", .. var rest] ? rest : throw ApiException.NotFound("Method not found.");
    }

    // A page in a browser could otherwise reach the emulator under a name that its owner points to loopback.
    static void CheckHost(RequestHead head)
    {
        if (!head.Headers.TryGetValue("Host", out var host))
        {
            if (head.IsHttp11)
                throw ApiException.Invalid("The request has no Host header.");
            return;
        }

        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        if (!s_hosts.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw ApiException.NotFound("The emulator answers only for 127.0.0.1 and localhost.");
    }
}

using System.Runtime.ExceptionServices;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator;

/// <summary>Finds the method for a request, and words what goes wrong in it as the service does.</summary>
sealed class Router(IReadOnlyList<Route> routes, FaultGate gate, TrafficCounter traffic) : IHttpHandler
{
    /// <inheritdoc/>
    public IBodySink? SinkFor(RequestHead head)
    {
        try
        {
            Origins.Check(head);
            var (route, names) = Find(head);
            return route.Sink is null ? null : Open(route.Sink, new ApiCall(new HttpRequest(head, default), names, new QueryString(head.Query)));
        }
        catch (ApiException)
        {
            // The answer says so.
            return null;
        }
    }

    /// <inheritdoc/>
    public HttpReply Answer(HttpRequest request)
    {
        traffic.Received();
        var requestId = RandomName.Create(16);
        return Identified(requestId, Worded(requestId, GeminiRoutes.Service, () => Dispatch(request, requestId)));
    }

    /// <inheritdoc/>
    public HttpReply Refuse(int status, string message)
    {
        var requestId = RandomName.Create(16);
        return Identified(requestId, ReplyFormat.Write(new ApiException(status, "INVALID_ARGUMENT", message), requestId));
    }

    HttpReply Dispatch(HttpRequest request, string requestId)
    {
        Origins.Check(request.Head);
        if (request.Head.Method == "OPTIONS")
            return Options(Segments(request.Head.Path));

        var (route, names) = Find(request.Head);
        traffic.Called(route.Name);
        var reply = Worded(requestId, route.Api, () =>
            gate.Pass(request, route.Api.Host, () => Worded(requestId, route.Api, () => Call(route, names, request))));
        return reply with { Method = route.Name };
    }

    static IBodySink Open(Func<ApiCall, IBodySink> sink, ApiCall call)
    {
        try
        {
            return sink(call);
        }
        catch (Exception e)
        {
            return new RefusedBody(e);
        }
    }

    static HttpReply Call(Route route, IReadOnlyList<string> names, HttpRequest request)
    {
        if (request.Sink is RefusedBody refused)
            ExceptionDispatchInfo.Throw(refused.Reason);
        var query = new QueryString(request.Head.Query);
        if (!route.Api.IgnoresUnknownQuery)
            query.AllowOnly(route.QueryFields);
        return ReplyFormat.Write(route.Call(new ApiCall(request, names, query)), query);
    }

    static HttpReply Worded(string requestId, ServiceApi api, Func<HttpReply> step)
    {
        try
        {
            return step();
        }
        catch (Exception e)
        {
            return api.Word(ErrorWords.Of(e), requestId);
        }
    }

    (Route Route, IReadOnlyList<string> Names) Find(RequestHead head)
    {
        var verb = head.Method == "HEAD" ? "GET" : head.Method;
        var segments = Segments(head.Path);
        foreach (var route in routes)
        {
            if (route.Verb == verb && route.Match(segments) is { } names && route.Takes(head.Query))
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
        reply with { Headers = [.. reply.Headers, ("X-Request-Id", requestId), ("Server", "GeminiTuning-Emulator"), .. Origins.Headers] };

    static string[] Segments(string path) => [.. path.Split('/').Skip(1).Select(Uri.UnescapeDataString)];
}

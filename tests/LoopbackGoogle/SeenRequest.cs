using System.Collections.Specialized;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace GeminiTuning.Testing;

/// <summary>What somebody asked.</summary>
public sealed record SeenRequest(string Method, string Path, NameValueCollection Query, NameValueCollection Headers, string Body)
{
    public NameValueCollection Form => HttpUtility.ParseQueryString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Bearer => Headers["Authorization"] is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value[7..] : null;

    public override string ToString() => $"{Method} {Path}";

    internal static SeenRequest Read(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        return new SeenRequest(request.HttpMethod, request.Url!.AbsolutePath, HttpUtility.ParseQueryString(request.Url.Query), new NameValueCollection(request.Headers), reader.ReadToEnd());
    }
}

sealed record Reply(int Status, string Type, string Body)
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    public static Reply Json(int status, JsonObject body) => new(status, "application/json", body.ToJsonString());

    /// <summary>An error as OAuth has it.</summary>
    public static Reply Refuse(string error, string description, int status = 400) =>
        Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    /// <summary>An error as Google's services have it.</summary>
    public static Reply Fail(int code, string status, string message) =>
        Json(code, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status } });
}

using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>A request on its way to a method: the names in its path, its query, its body.</summary>
sealed record ApiCall(HttpRequest Request, IReadOnlyList<string> Names, QueryString Query)
{
    /// <summary>The first name in the path: a model's.</summary>
    public string Id => Names[0];

    /// <summary>The API's version in the path: <c>v1</c>.</summary>
    public string Version => Request.Head.Path.Split('/')[1];

    /// <summary>The address by which the caller has found the emulator, without a slash at its end.</summary>
    public string Address => $"http://{Request.Head.Headers.GetValueOrDefault("Host", "127.0.0.1")}";

    /// <summary>Reads the body of a change. A field that is null stays, because it clears what is there.</summary>
    /// <exception cref="InvalidJsonException">It does not fit.</exception>
    public JsonObject Changes(ProtoMessage message) => ProtoReader.Read(Request.Body, message, "", Version, keepsNulls: true);

    /// <summary>Reads the body.</summary>
    /// <exception cref="InvalidJsonException">It does not fit.</exception>
    public JsonObject Body(ProtoMessage message, string path = "") => ProtoReader.Read(Request.Body, message, path, Version);
}

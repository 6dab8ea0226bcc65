using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Testing;

/// <summary>The protos of one version of a service, from Google's npm packages and not from the tables of the emulator; for Vertex AI, also
/// the messages that only Google's SDKs have (unpublished.txt).</summary>
sealed class Protos
{
    static readonly Dictionary<string, List<string[]>> s_packages = Read();

    readonly List<string[]> _lines;
    readonly Dictionary<string, Dictionary<string, string>> _messages;
    readonly Dictionary<string, Dictionary<string, int>> _enums;

    Protos(string package)
    {
        _lines = s_packages[package];
        _messages = _lines.Where(l => l[0] is not ("enum" or "rpc" or "message")).GroupBy(l => l[0])
            .ToDictionary(g => g.Key, g => g.ToDictionary(l => Camel(l[1]), l => l[2]));
        foreach (var empty in _lines.Where(l => l[0] == "message"))
            _messages[empty[1]] = [];
        _enums = _lines.Where(l => l[0] == "enum").ToDictionary(l => l[1], l => l[2..].Select(v => v.Split('='))
            .ToDictionary(v => v[0], v => int.Parse(v[1], CultureInfo.InvariantCulture)));
        Methods = [.. _lines.Where(l => l[0] == "rpc").Select(l => (char.ToLowerInvariant(l[1][0]) + l[1][1..], l[2], l[3]))];
    }

    /// <summary>Vertex AI, v1: what the module calls.</summary>
    public static Protos Vertex { get; } = new("google.cloud.aiplatform.v1");

    /// <summary>Vertex AI, v1beta1: what Google's SDKs call.</summary>
    public static Protos VertexBeta { get; } = new("google.cloud.aiplatform.v1beta1");

    /// <summary>The Gemini Developer API, v1.</summary>
    public static Protos Gemini { get; } = new("google.ai.generativelanguage.v1");

    /// <summary>The Gemini Developer API, v1beta: the version that has tuned models.</summary>
    public static Protos GeminiBeta { get; } = new("google.ai.generativelanguage.v1beta");

    /// <summary>The methods with their names, verbs, and paths.</summary>
    public IReadOnlyList<(string Name, string Verb, string Path)> Methods { get; }

    /// <summary>The message in the body of a method; null if it has no body.</summary>
    public string? BodyOf(string method) => Request(method) switch
    {
        (_, "-") => null,
        (var request, "*") => request,
        var (request, field) => _messages[request][Camel(field)],
    };

    /// <summary>The query parameters of a method: the fields of its request that are neither in the path nor in the body.</summary>
    public IEnumerable<string> QueryOf(string method) => Request(method) switch
    {
        (_, "*") => [],
        var (request, body) => _messages[request].Keys.Except(["parent", "name", "tensorboard", "tensorboardTimeSeries", Camel(body)]),
    };

    /// <summary>Returns the values of an enum.</summary>
    public IReadOnlyList<string> Enum(string name) => [.. _enums[name].Keys];

    /// <summary>Returns the values of an enum with their numbers.</summary>
    public IReadOnlyDictionary<string, int> Numbers(string name) => _enums[name];

    /// <summary>Returns the fields of a message by their JSON names.</summary>
    public IReadOnlyDictionary<string, string> Fields(string message) => _messages[message];

    /// <summary>Returns the parts of a JSON object that don't match the message.</summary>
    /// <param name="json">The object.</param>
    /// <param name="message">The message.</param>
    /// <param name="others">Fields that are in no published proto, as <c>Message.field</c>.</param>
    public IEnumerable<string> Wrongs(JsonObject json, string message, params string[] others)
    {
        foreach (var (name, value) in json)
        {
            if (others.Contains($"{message}.{name}"))
                continue;
            if (!_messages[message].TryGetValue(name, out var type))
                yield return $"{message} has no field {name}";
            else
                foreach (var wrong in WrongsOf(value!, type, $"{message}.{name}", others))
                    yield return wrong;
        }
    }

    (string Message, string Body) Request(string method)
    {
        var line = _lines.First(l => l[0] == "rpc" && string.Equals(l[1], method, StringComparison.OrdinalIgnoreCase));
        return (line[4], line[5]);
    }

    IEnumerable<string> WrongsOf(JsonNode value, string type, string path, string[] others)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return value is JsonArray { Count: > 0 } items ? items.SelectMany(i => WrongsOf(i!, type[..^2], path, others)) : [$"{path} is no list, or an empty one"];
        if (_messages.ContainsKey(type))
            return value is JsonObject inner ? Wrongs(inner, type, others) : [$"{path} is no message"];
        return Fits(value, type) ? [] : [$"{path} is no {type}: {value.ToJsonString()}"];
    }

    // Zero, false, and empty values are omitted, except for fields with explicit presence.
    bool Fits(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("any" or "map", _) => true,
        ("string" or "bytes", JsonValueKind.String) => true,
        ("int64", JsonValueKind.String) => long.TryParse((string)value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("int32", JsonValueKind.Number) => value.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
        ("float" or "double", JsonValueKind.Number) => true,
        ("bool", JsonValueKind.True) => true,
        ("time", JsonValueKind.String) => DateTimeOffset.TryParse(((string)value!).Replace("00Z", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _),
        (_, JsonValueKind.String) => _enums.TryGetValue(type, out var values) && values.ContainsKey((string)value!),
        _ => false,
    };

    static Dictionary<string, List<string[]>> Read()
    {
        var packages = new Dictionary<string, List<string[]>>();
        var lines = new List<string[]>();
        foreach (var line in Lines("protos.txt"))
        {
            if (line.StartsWith("package ", StringComparison.Ordinal))
                packages[line["package ".Length..]] = lines = [];
            else
                lines.Add(line.Split(' '));
        }

        foreach (var (_, vertex) in packages.Where(p => p.Key.StartsWith("google.cloud.aiplatform.", StringComparison.Ordinal)))
            vertex.AddRange(Lines("unpublished.txt").Select(l => l.Split(' ')));
        return packages;
    }

    static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Shared", file)).Where(l => !l.StartsWith('#'));

    static string Camel(string snake) => string.Concat(snake.Split('_').Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Testing;

/// <summary>The protos of the service, from their published package and not from the tables of the emulator.</summary>
static class Protos
{
    static readonly string[][] s_lines =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Shared", "protos.txt"))
            .Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')),
    ];

    static readonly Dictionary<string, Dictionary<string, string>> s_messages = s_lines
        .Where(l => l[0] is not ("enum" or "rpc"))
        .GroupBy(l => l[0])
        .ToDictionary(g => g.Key, g => g.ToDictionary(l => Camel(l[1]), l => l[2]));

    static readonly Dictionary<string, string[]> s_enums = s_lines.Where(l => l[0] == "enum").ToDictionary(l => l[1], l => l[2..]);

    /// <summary>The methods with their names, verbs, and paths.</summary>
    public static IReadOnlyList<(string Name, string Verb, string Path)> Methods { get; } =
        [.. s_lines.Where(l => l[0] == "rpc").Select(l => (char.ToLowerInvariant(l[1][0]) + l[1][1..], l[2], l[3]))];

    /// <summary>The message in the body of a method; null if it has no body.</summary>
    public static string? BodyOf(string method) => Request(method) switch
    {
        (_, "-") => null,
        (var request, "*") => request,
        var (request, field) => s_messages[request][Camel(field)],
    };

    /// <summary>The query parameters of a method: the fields of its request except the resource name, if the method has no
    /// body.</summary>
    public static IEnumerable<string> QueryOf(string method) =>
        BodyOf(method) is null ? s_messages[Request(method).Message].Keys.Except(["parent", "name"]) : [];

    /// <summary>Returns the values of an enum.</summary>
    public static IReadOnlyList<string> Enum(string name) => s_enums[name];

    /// <summary>Returns the fields of a message by their JSON names.</summary>
    public static IReadOnlyDictionary<string, string> Fields(string message) => s_messages[message];

    /// <summary>Returns the parts of a JSON object that don't match the message.</summary>
    /// <param name="json">The object.</param>
    /// <param name="message">The message.</param>
    /// <param name="others">Fields that are in no published proto, as <c>Message.field</c>.</param>
    public static IEnumerable<string> Wrongs(JsonObject json, string message, params string[] others)
    {
        foreach (var (name, value) in json)
        {
            if (others.Contains($"{message}.{name}"))
                continue;
            if (!s_messages[message].TryGetValue(name, out var type))
                yield return $"{message} has no field {name}";
            else
                foreach (var wrong in WrongsOf(value!, type, $"{message}.{name}", others))
                    yield return wrong;
        }
    }

    static (string Message, string Body) Request(string method)
    {
        var line = s_lines.First(l => l[0] == "rpc" && string.Equals(l[1], method, StringComparison.OrdinalIgnoreCase));
        return (line[4], line[5]);
    }

    static IEnumerable<string> WrongsOf(JsonNode value, string type, string path, string[] others)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return value is JsonArray { Count: > 0 } items ? items.SelectMany(i => WrongsOf(i!, type[..^2], path, others)) : [$"{path} is no list, or an empty one"];
        if (s_messages.ContainsKey(type))
            return value is JsonObject inner ? Wrongs(inner, type, others) : [$"{path} is no message"];
        return Fits(value, type) ? [] : [$"{path} is no {type}: {value.ToJsonString()}"];
    }

    // Zero, false, and empty values are omitted, except for fields with explicit presence.
    static bool Fits(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("any" or "map", _) => true,
        ("string" or "bytes", JsonValueKind.String) => true,
        ("int64", JsonValueKind.String) => long.TryParse((string)value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("int32", JsonValueKind.Number) => value.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
        ("float" or "double", JsonValueKind.Number) => true,
        ("bool", JsonValueKind.True) => true,
        ("time", JsonValueKind.String) => DateTimeOffset.TryParse(((string)value!).Replace("00Z", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _),
        (_, JsonValueKind.String) => s_enums.TryGetValue(type, out var values) && values.Contains((string)value!),
        _ => false,
    };

    static string Camel(string snake) => string.Concat(snake.Split('_').Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
}

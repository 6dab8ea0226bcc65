using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>A request's query: fields of the request by either of their names, and what all of Google's services take.</summary>
sealed class QueryString
{
    static readonly HashSet<string> s_common =
    [
        "alt", "access_token", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "uploadType",
        "upload_protocol", "userProject", "xgafv", ".xgafv", "unique", "apiVersion", "req", "userIp",
    ];

    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    readonly List<(string Name, string Value)> _pairs = [];

    public QueryString(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            _values[name] = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            _pairs.Add((name, _values[name]));
        }
    }

    /// <summary>Whether server-sent events were asked for.</summary>
    public bool WantsEvents => Common("alt") == "sse";

    /// <summary>Whether enums shall be numbers: <c>$alt=json;enum-encoding=int</c>.</summary>
    public bool WantsEnumNumbers => Common("alt").Contains("enum-encoding=int", StringComparison.Ordinal);

    /// <summary>Whether the answer shall be readable; it is, unless asked otherwise.</summary>
    public bool WantsPretty => Common("prettyPrint") is not ("false" or "0");

    /// <summary>The value of a field of the request, by its snake_case name; empty where it is not given.</summary>
    public string this[string field] =>
        _values.GetValueOrDefault(field) ?? _values.GetValueOrDefault(ProtoNames.ToCamel(field)) ?? "";

    /// <summary>The values of a repeated field, by its snake_case name.</summary>
    public IReadOnlyList<string> All(string field) => [.. _pairs.Where(p => p.Name == field || p.Name == ProtoNames.ToCamel(field)).Select(p => p.Value)];

    /// <summary>The value of a number.</summary>
    /// <exception cref="InvalidJsonException">It is none.</exception>
    public int Int(string field)
    {
        var text = this[field];
        if (text.Length == 0)
            return 0;
        return ScalarReader.Whole(text) is { } n && n == (int)n
            ? (int)n
            : throw new InvalidJsonException([new(field, $"Invalid value at '{field}' (TYPE_INT32), \"{text}\"")]);
    }

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string field) => this[field] is "true" or "1";

    /// <exception cref="InvalidJsonException">There is a name that is neither among the fields nor common to all services.</exception>
    public void AllowOnly(IReadOnlyCollection<string> fields)
    {
        var unknown = _values.Keys.Where(n => !s_common.Contains(n.TrimStart('$')) && !fields.Contains(ProtoNames.ToSnake(n))).ToList();
        if (unknown.Count > 0)
            throw new InvalidJsonException([.. unknown.Select(n => new JsonViolation(n, Unbound(n)))]);
    }

    static string Unbound(string name) =>
        $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. "
        + $"Field '{name}' could not be found in request message.";

    /// <summary>The value of what all services take, also with a <c>$</c> before its name; empty where it is not given.</summary>
    public string Common(string name) => _values.GetValueOrDefault(name) ?? _values.GetValueOrDefault("$" + name) ?? "";

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

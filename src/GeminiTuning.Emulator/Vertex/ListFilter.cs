using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The filter of a list (AIP-160): comparisons of fields with values, joined by AND and OR, of which OR binds tighter, each
/// with a NOT before it if need be. <c>labels.key:*</c> asks whether there is a value.
/// </summary>
sealed partial class ListFilter
{
    readonly List<List<Func<JsonObject, bool>>> _all = [];

    /// <param name="text">The filter.</param>
    /// <param name="type">What is listed.</param>
    /// <exception cref="ApiException">It cannot be understood, or names a field that there is not.</exception>
    public static ListFilter Parse(string text, ProtoMessage type)
    {
        var filter = new ListFilter();
        var or = false;
        var at = 0;
        foreach (Match term in Terms().Matches(text))
        {
            if (text[at..term.Index].Trim().Length > 0)
                break;
            at = term.Index + term.Length;
            if (!or)
                filter._all.Add([]);
            filter._all[^1].Add(Condition(term, type));
            or = term.Groups["join"].Value == "OR";
        }

        return text[at..].Trim().Length == 0 ? filter : throw ApiException.Invalid("filter", $"Invalid filter: \"{text}\".");
    }

    public bool Takes(JsonObject resource) => _all.All(any => any.Any(condition => condition(resource)));

    static Func<JsonObject, bool> Condition(Match term, ProtoMessage type)
    {
        var path = term.Groups["field"].Value.Split('.');
        if (type.Find(path[0]) is not { } field)
            throw ApiException.Invalid("filter", $"Invalid filter: there is no field \"{path[0]}\".");

        var (verb, not) = (term.Groups["verb"].Value, term.Groups["not"].Success);
        var value = term.Groups["value"].Value;
        value = value.Length > 1 && value[0] == '"' ? value[1..^1] : value;
        return resource => not != Holds(At(resource, [field.JsonName, .. path[1..]]), verb, value);
    }

    static bool Holds(string? found, string verb, string value) => verb switch
    {
        ":" => found is not null && (value == "*" || found.Contains(value, StringComparison.OrdinalIgnoreCase)),
        "=" => value == (found ?? ""),
        "!=" => value != (found ?? ""),
        "<" => Compare(found, value) < 0,
        "<=" => Compare(found, value) <= 0,
        ">" => Compare(found, value) > 0,
        _ => Compare(found, value) >= 0,
    };

    // What is not there is neither more nor less.
    static int? Compare(string? found, string value)
    {
        if (found is null)
            return null;
        return Time(found) is { } time && Time(value) is { } other ? time.CompareTo(other) : string.CompareOrdinal(found, value);
    }

    static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text.EndsWith("00Z", StringComparison.Ordinal) ? text[..^3] + "Z" : text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    static string? At(JsonObject resource, string[] path)
    {
        JsonNode? node = resource;
        for (var i = 0; i < path.Length && node is not null; i++)
            node = node is JsonObject json ? json[path[i]] ?? json[ProtoNames.ToCamel(path[i])] : null;
        return node is JsonValue ? node.ToString() : null;
    }

    [GeneratedRegex("""\s*(?<not>NOT\s+|-)?(?<field>[A-Za-z][\w.\-]*)\s*(?<verb>!=|<=|>=|=|:|<|>)\s*(?<value>"[^"]*"|[^\s"()]+)(\s+(?<join>AND|OR)(?=\s))?""")]
    private static partial Regex Terms();
}

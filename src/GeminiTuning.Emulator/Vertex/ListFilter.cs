using System.Globalization;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The filter of a list (AIP-160): comparisons of fields with values, joined by AND and OR, of which OR binds tighter, each
/// with an optional NOT before it. <c>labels.key:*</c> asks whether there is a value.
/// </summary>
sealed class ListFilter
{
    const int MostConditions = 100;

    readonly List<List<Func<JsonObject, bool>>> _all = [];
    int _count;

    /// <summary>Whether the filter takes every resource.</summary>
    public bool IsEmpty => _count == 0;

    /// <param name="text">The filter.</param>
    /// <param name="type">What is listed.</param>
    /// <exception cref="ApiException">It is invalid, or names an unknown field.</exception>
    public static ListFilter Parse(string text, ProtoMessage type)
    {
        var filter = new ListFilter();
        var reader = new FilterReader(text);
        var isAlternative = false;
        while (!reader.IsAtEnd)
        {
            var term = reader.ReadTerm();
            if (!isAlternative)
                filter._all.Add([]);
            filter._all[^1].Add(Condition(term, type));
            if (++filter._count > MostConditions)
                throw ApiException.Invalid("filter", $"Invalid filter: it has more than {MostConditions} conditions.");
            isAlternative = reader.ReadJoin() == "OR";
        }

        return filter;
    }

    public bool Takes(JsonObject resource) => _all.All(any => any.Any(condition => condition(resource)));

    static Func<JsonObject, bool> Condition(FilterTerm term, ProtoMessage type)
    {
        var path = term.Field.Split('.');
        if (type.Find(path[0]) is not { } field)
            throw ApiException.Invalid("filter", $"Invalid filter: there is no field \"{path[0]}\".");
        path[0] = field.JsonName;
        return resource => term.IsNegated != Holds(At(resource, path), term.Verb, term.Value);
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

    // A missing value is neither less nor more.
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
}

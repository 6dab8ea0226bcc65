using System.Globalization;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Json;

/// <summary>Writes proto3 JSON: what is zero, false or empty is left out, 64-bit numbers are strings, times are RFC 3339.</summary>
static class JsonOut
{
    /// <summary>An object of those fields that have a value.</summary>
    public static JsonObject Message(params (string Name, JsonNode? Value)[] fields)
    {
        var message = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null and not JsonArray { Count: 0 })
                message[name] = value;
        }

        return message;
    }

    public static JsonValue? Text(string? value) => string.IsNullOrEmpty(value) ? null : JsonValue.Create(value);

    public static JsonValue? Int(int value) => value == 0 ? null : JsonValue.Create(value);

    /// <summary>A 64-bit number.</summary>
    public static JsonValue? Long(long value) => value == 0 ? null : JsonValue.Create($"{value}");

    /// <summary>An object of texts; one without any is left out.</summary>
    public static JsonObject? Map(IReadOnlyDictionary<string, string> values) => values.Count == 0
        ? null
        : Message([.. values.Select(v => (v.Key, (JsonNode?)JsonValue.Create(v.Value)))]);

    public static JsonValue? Flag(bool value) => value ? JsonValue.Create(true) : null;

    public static JsonValue? Float(double value) => value == 0 ? null : Number((float)value);

    /// <summary>A number in double precision.</summary>
    public static JsonValue? Double(double value) => value == 0 ? null : double.IsFinite(value) ? JsonValue.Create(value) : Number((float)value);

    /// <summary>A number whose presence tells something: also written when it is zero.</summary>
    public static JsonValue? Optional(float? value) => value is { } number ? Number(number) : null;

    /// <summary>A number whose presence tells something: also written when it is zero.</summary>
    public static JsonValue? Optional(int? value) => value is { } number ? JsonValue.Create(number) : null;

    /// <summary>A time in UTC, with nanoseconds.</summary>
    public static JsonValue? Time(DateTimeOffset? value) => value is { } time
        ? JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture))
        : null;

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    static JsonValue Number(float value) =>
        float.IsFinite(value) ? JsonValue.Create(value)
        : JsonValue.Create(float.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

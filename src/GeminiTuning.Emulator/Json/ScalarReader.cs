using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Json;

/// <summary>Reads one value of proto3 JSON; null where it does not fit.</summary>
static class ScalarReader
{
    public static JsonValue? Read(JsonElement value, ProtoField field) => field.Kind switch
    {
        ProtoKind.Text => value.ValueKind == JsonValueKind.String ? JsonValue.Create(value.GetString()) : null,
        ProtoKind.Flag => Flag(value) is { } flag ? JsonValue.Create(flag) : null,
        ProtoKind.Int32 => Whole(value) is { } n && n == (int)n ? JsonValue.Create(n) : null,
        ProtoKind.Int64 => Whole(value) is { } n ? JsonValue.Create(n) : null,
        ProtoKind.Float => Float(value) is { } x ? JsonValue.Create(x) : null,
        ProtoKind.Enum => EnumName(value, field.Enum!) is { } name ? JsonValue.Create(name) : null,
        _ => null,
    };

    /// <summary>What a version of the service calls the type in its errors.</summary>
    public static string TypeOf(ProtoField field, string version) => field.Kind switch
    {
        ProtoKind.Text => "TYPE_STRING",
        ProtoKind.Flag => "TYPE_BOOL",
        ProtoKind.Enum => $"type.googleapis.com/{field.Enum!.FullName(version)}",
        ProtoKind.Message or ProtoKind.Map => "TYPE_MESSAGE",
        _ => $"TYPE_{field.Kind.ToString().ToUpperInvariant()}",
    };

    /// <summary>A whole number, also as a string, with a fraction of zero, or with an exponent.</summary>
    public static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number
        : null;

    static long? Whole(JsonElement value) => Digits(value) is { } text ? Whole(text) : null;

    static float? Float(JsonElement value)
    {
        var text = Digits(value);
        return text switch
        {
            null => null,
            "NaN" => float.NaN,
            "Infinity" => float.PositiveInfinity,
            "-Infinity" => float.NegativeInfinity,
            _ => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && float.IsFinite(x) ? x : null,
        };
    }

    static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => bool.TryParse(value.GetString(), out var flag) ? flag : null,
        _ => null,
    };

    static string? EnumName(JsonElement value, ProtoEnum type) => value.ValueKind switch
    {
        JsonValueKind.String => type.Values.ContainsKey(value.GetString()!) ? value.GetString() : null,
        JsonValueKind.Number => Whole(value) is { } number ? type.NameOf(number) : null,
        _ => null,
    };

    static string? Digits(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };
}

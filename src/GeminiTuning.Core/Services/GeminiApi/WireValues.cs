using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.GeminiApi;

/// <summary>An enum's value as it came: its name, or its number where a server sends numbers.</summary>
[JsonConverter(typeof(WireEnumConverter))]
readonly record struct WireEnum(string Text);

sealed class WireEnumConverter : JsonConverter<WireEnum>
{
    public override WireEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new WireEnum(reader.GetString()!),
        JsonTokenType.Number => new WireEnum(reader.GetDouble().ToString(CultureInfo.InvariantCulture)),
        _ => throw new JsonException("an enum's value is neither a name nor a number"),
    };

    public override void Write(Utf8JsonWriter writer, WireEnum value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>A <c>google.protobuf.Timestamp</c>: up to nine decimals, of which .NET keeps seven. One that cannot be read
/// is taken as missing: no time is worth losing the answer that it stands in.</summary>
[JsonConverter(typeof(WireTimeConverter))]
readonly record struct WireTime(DateTimeOffset? Value);

sealed class WireTimeConverter : JsonConverter<WireTime>
{
    public override WireTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("a time is not a text");
        return new WireTime(Parse(reader.GetString()!));
    }

    public override void Write(Utf8JsonWriter writer, WireTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));

    static DateTimeOffset? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end - dot > 8)
                text = text.Remove(dot + 8, end - dot - 8);
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}

static class WireNames
{
    /// <summary>The member that a proto's name stands for: HARM_CATEGORY_HATE_SPEECH is HateSpeech.</summary>
    public static T Read<T>(WireEnum? value, string prefix) where T : struct, Enum
    {
        if (value is not { Text: { Length: > 0 } text } || text == "0")
            return default;
        var name = (text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text).Replace("_", "", StringComparison.Ordinal);
        // A number or a list is nothing that TryParse should make a member of.
        return char.IsAsciiLetter(name.FirstOrDefault()) && !name.Contains(',', StringComparison.Ordinal) && Enum.TryParse<T>(name, ignoreCase: true, out var known)
            ? known
            : Enum.Parse<T>("Unknown");
    }

    /// <summary>A member's name in the proto.</summary>
    public static string Write<T>(T value, string prefix) where T : struct, Enum =>
        prefix + JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}

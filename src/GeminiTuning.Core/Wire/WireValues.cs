using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

// Numbers, times and enums tell about a model; none of them is worth the answer that it stands in, so one that cannot be
// read is taken as missing. An object, an array or a truth in the wrong place is an answer of another kind, and a fault.
// These types are classes, because System.Text.Json's metadata compiles about 45 methods for each structure, in each process.

/// <summary>Reads a number, or a text that holds one: proto3 JSON has int64, NaN and Infinity as texts. All the numbers of
/// the service are counts, shares and rates, so what is below zero or without end is none.</summary>
class WireNumberConverter<T> : JsonConverter<T?> where T : struct, INumber<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public T? Read(ref Utf8JsonReader reader) => Accept(TryParse(ref reader, out var number) ? number : null);

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, T? value)
    {
        var text = value?.ToString(null, CultureInfo.InvariantCulture) ?? "null";
        if (value is { } number && !T.IsFinite(number))
            writer.WriteStringValue(text);
        else
            writer.WriteRawValue(text);
    }

    // A number is parsed without making a text of it. Usually, a response has more numbers than texts.
    static bool TryParse(ref Utf8JsonReader reader, out T number) => reader is { TokenType: JsonTokenType.Number, HasValueSequence: false }
        ? T.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        : T.TryParse(WireText.Read(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    protected virtual T? Accept(T? number) => number >= T.Zero && T.IsFinite(number.Value) ? number : null;
}

/// <summary>Reads a loss, which may be any number. One that is there and cannot be read is none at all, and not zero.</summary>
sealed class WireLossConverter : WireNumberConverter<float>
{
    protected override float? Accept(float? number) => number ?? float.NaN;
}

/// <summary>Reads a log probability, which is zero or less. One that isn't a finite number is missing.</summary>
sealed class WireLogprobConverter : WireNumberConverter<double>
{
    protected override double? Accept(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}

/// <summary>Reads a text; for a number or a truth in its place, what stands there.</summary>
sealed class WireTextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireText.Read(ref reader) ?? throw new JsonException(Messages.JsonTextNotText);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PrintableText.WithoutControls(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}

static class WireText
{
    /// <summary>What a text says, without control characters, or how a number or a truth is written; null for an object or an array, which is passed over.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return PrintableText.WithoutControls(reader.GetString()!);
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        // All of a value is there when a converter reads it.
        reader.TrySkip();
        return null;
    }
}

/// <summary>An enum's value as it came: its name, or its number where a server sends numbers.</summary>
[JsonConverter(typeof(WireEnumConverter))]
sealed record WireEnum(string Text);

sealed class WireEnumConverter : JsonConverter<WireEnum>
{
    public override WireEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(WireText.Read(ref reader) ?? "?");

    public override void Write(Utf8JsonWriter writer, WireEnum value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>A <c>google.protobuf.Timestamp</c>: up to nine decimals, of which .NET keeps seven. It is shown in local time.</summary>
[JsonConverter(typeof(WireTimeConverter))]
sealed record WireTime(DateTimeOffset? Value);

sealed class WireTimeConverter : JsonConverter<WireTime>
{
    public override WireTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Read(ref reader));

    public static DateTimeOffset? Read(ref Utf8JsonReader reader) =>
        IsUtc(ref reader) && reader.TryGetDateTimeOffset(out var time) ? time.ToLocalTime() : Parse(WireText.Read(ref reader) ?? "");

    public override void Write(Utf8JsonWriter writer, WireTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));

    // The form that the services send, which the reader parses without making a text of it. A list of models is mostly times.
    static bool IsUtc(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false, ValueSpan: [.., (byte)'Z'] and { Length: >= 20 } text }
        && text[10] == 'T' && text[19] is (byte)'.' or (byte)'Z';

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
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time.ToLocalTime() : null;
    }
}

/// <summary>A value that is kept as it came, such as a fault that stands in an answer.</summary>
[JsonConverter(typeof(WireElementConverter))]
sealed record WireElement(JsonElement Json);

/// <summary>Reads a value that is kept as it came. One that is not UTF-8 could not be read by anyone later on.</summary>
sealed class WireElementConverter : JsonConverter<WireElement>
{
    public override WireElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public static WireElement Read(ref Utf8JsonReader reader)
    {
        var element = JsonElement.ParseValue(ref reader);
        try
        {
            _ = element.GetRawText();
            return new WireElement(element);
        }
        catch (InvalidOperationException noText)
        {
            throw new JsonException(Messages.JsonNotUtf8, noText);
        }
    }

    public override void Write(Utf8JsonWriter writer, WireElement value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}

static class WireNames
{
    /// <summary>The member that a proto's name stands for: HARM_CATEGORY_HATE_SPEECH is HateSpeech.</summary>
    public static T Read<T>(WireEnum? value, string prefix) where T : struct, Enum => Read<T>(value?.Text, prefix);

    /// <inheritdoc cref="Read{T}(WireEnum?, string)"/>
    public static T Read<T>(string? text, string prefix) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text) || text == "0")
            return default;
        var name = (text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text).Replace("_", "", StringComparison.Ordinal);
        // A number or a list is nothing that TryParse should make a member of.
        return char.IsAsciiLetter(name.FirstOrDefault()) && !name.Contains(',', StringComparison.Ordinal) && Enum.TryParse<T>(name, ignoreCase: true, out var known)
            ? known
            : Enum.Parse<T>("Unknown");
    }

    /// <summary>The word as the service spells it; null for none and for UNSPECIFIED.</summary>
    public static string? Word(WireEnum? value) => Word(value?.Text);

    /// <inheritdoc cref="Word(WireEnum?)"/>
    public static string? Word(string? text) => !string.IsNullOrEmpty(text) && text != "0" && !text.EndsWith("_UNSPECIFIED", StringComparison.Ordinal) ? text : null;

    /// <summary>A member's name in the proto.</summary>
    public static string Write<T>(T value, string prefix) where T : struct, Enum =>
        prefix + JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}

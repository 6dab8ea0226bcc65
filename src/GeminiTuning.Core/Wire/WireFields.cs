using System.Numerics;
using System.Text.Json;

namespace GeminiTuning.Wire;

/// <summary>Reads an item of an array.</summary>
delegate T ItemReading<T>(ref Utf8JsonReader reader);

/// <summary>Reads a message field by field. The whole message must be in the reader, as it is in a <c>JsonConverter</c>. A method whose
/// name begins with <c>Read</c> reads the value after a field's name. A null is a missing value.</summary>
static class WireFields
{
    static readonly WireNumberConverter<int> s_count = new();
    static readonly WireLogprobConverter s_logprob = new();

    /// <summary>Checks that the reader is at the beginning of an object.</summary>
    /// <exception cref="JsonException">It isn't.</exception>
    public static void EnterObject(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
    }

    /// <summary>Moves to the name of the next field; false at the end of the object.</summary>
    public static bool NextField(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public static bool NextItem(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Moves to the beginning of an object; false for null.</summary>
    public static bool ReadObject(this ref Utf8JsonReader reader) => reader.ReadStart(JsonTokenType.StartObject);

    /// <summary>Moves to the beginning of an array; false for null.</summary>
    public static bool ReadArray(this ref Utf8JsonReader reader) => reader.ReadStart(JsonTokenType.StartArray);

    /// <summary>Reads the items of an array, without those that are null.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="read">Reads an item, at whose beginning the reader is.</param>
    public static List<T> ReadItems<T>(this ref Utf8JsonReader reader, ItemReading<T> read) where T : class
    {
        var items = new List<T>();
        if (reader.ReadArray())
            while (reader.NextItem())
                if (reader.TokenType != JsonTokenType.Null)
                    items.Add(read(ref reader));
        return items;
    }

    /// <summary>Reads a text, without control characters.</summary>
    public static string? ReadText(this ref Utf8JsonReader reader) =>
        reader.ReadNull() ? null : WireText.Read(ref reader) ?? throw new JsonException(Messages.JsonTextNotText);

    /// <summary>Reads a content, character by character as it is: what a model answered.</summary>
    public static string? ReadContent(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => reader.GetString(),
            _ => WireText.Read(ref reader) ?? throw new JsonException(Messages.JsonTextNotText),
        };
    }

    /// <summary>Reads the name of an enum's member.</summary>
    public static string? ReadWord(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : WireText.Read(ref reader) ?? "?";

    /// <summary>Reads a number that is zero or more.</summary>
    public static int? ReadCount(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : s_count.Read(ref reader);

    /// <summary>Reads a log probability.</summary>
    public static double? ReadLogprob(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : s_logprob.Read(ref reader);

    /// <summary>Reads true or false.</summary>
    public static bool ReadTruth(this ref Utf8JsonReader reader) => reader.ReadFlag() ?? false;

    /// <summary>Reads true or false; null for null.</summary>
    public static bool? ReadFlag(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new JsonException(),
    };

    /// <summary>Reads a point in time.</summary>
    public static DateTimeOffset? ReadTime(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : WireTimeConverter.Read(ref reader);

    /// <summary>Reads a number of another type with its converter.</summary>
    public static T? ReadNumber<T>(this ref Utf8JsonReader reader, WireNumberConverter<T> converter) where T : struct, INumber<T> =>
        reader.ReadNull() ? null : converter.Read(ref reader);

    /// <summary>Reads a status.</summary>
    public static WireStatus? ReadStatus(this ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var status = new WireStatus();
        while (reader.NextField())
            if (reader.ValueTextEquals("code"u8))
                status.Code = reader.ReadCount();
            else if (reader.ValueTextEquals("message"u8))
                status.Message = reader.ReadText();
            else if (reader.ValueTextEquals("status"u8))
                status.Status = reader.ReadText();
            else
                reader.TrySkip();
        return status;
    }

    /// <summary>Reads a value that is kept as it came.</summary>
    public static WireElement? ReadElement(this ref Utf8JsonReader reader) => reader.ReadNull() ? null : WireElementConverter.Read(ref reader);

    static bool ReadNull(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null;
    }

    static bool ReadStart(this ref Utf8JsonReader reader, JsonTokenType start) =>
        !reader.ReadNull() && (reader.TokenType == start ? true : throw new JsonException());
}

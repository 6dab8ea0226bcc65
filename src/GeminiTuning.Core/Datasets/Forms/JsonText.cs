using System.Text.Json;

namespace GeminiTuning;

/// <summary>Texts and kinds of JSON values, for people.</summary>
static class JsonText
{
    /// <summary>A string's text.</summary>
    /// <exception cref="TuningDataException">It is no valid Unicode: an escaped half of a surrogate pair.</exception>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new TuningDataException(Messages.JsonHalfPair(PrintableText.Of(value.GetRawText(), 40)));
        }
    }

    /// <summary>What a value is called.</summary>
    public static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => Messages.JsonKindObject,
        JsonValueKind.Array => Messages.JsonKindArray,
        JsonValueKind.String => Messages.JsonKindString,
        JsonValueKind.Number => Messages.JsonKindNumber,
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => Messages.JsonKindMissing,
        _ => Messages.JsonKindBoolean,
    };

    /// <summary>A property of an object, by either of its spellings; undefined if it isn't there.</summary>
    public static JsonElement Property(JsonElement item, string name, string? other = null) =>
        item.TryGetProperty(name, out var value) || (other is not null && item.TryGetProperty(other, out value)) ? value : default;

    /// <summary>A property that must be of a kind.</summary>
    /// <exception cref="TuningDataException">It isn't there, or of another kind.</exception>
    public static JsonElement Required(JsonElement item, string name, JsonValueKind kind, string? other = null)
    {
        var value = Property(item, name, other);
        return value.ValueKind == kind
            ? value
            : throw new TuningDataException(Messages.FieldOfOtherKind(name: name, found: Kind(value.ValueKind), expected: Kind(kind)));
    }
}

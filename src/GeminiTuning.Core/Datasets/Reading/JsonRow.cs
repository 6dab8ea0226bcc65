using System.Text.Json;

namespace GeminiTuning;

/// <summary>A JSON object as a row: its properties are the columns. Numbers and truth values are the texts that stand there.</summary>
/// <param name="item">The object.</param>
readonly struct JsonRow(JsonElement item) : IExampleRow
{
    public IReadOnlyCollection<string> Columns => [.. item.EnumerateObject().Select(property => property.Name)];

    public string? this[string column] => item.TryGetProperty(column, out var value) ? Text(column, value) : null;

    public bool HasColumns(IReadOnlyList<string> names)
    {
        var i = 0;
        foreach (var property in item.EnumerateObject())
            if (i == names.Count || !property.NameEquals(names[i++]))
                return false;
        return i == names.Count;
    }

    static string? Text(string column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => JsonText.Of(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        var kind => throw new TuningDataException(Messages.FieldNotText(column: column, kind: JsonText.Kind(kind))),
    };
}

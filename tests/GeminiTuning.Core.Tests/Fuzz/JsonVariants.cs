using System.Text.Json;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>A JSON text with one thing wrong in it.</summary>
/// <param name="Json">The text.</param>
/// <param name="Change">What was changed, and how.</param>
/// <param name="KeepsShape">Whether objects, arrays and truths are where they were.</param>
sealed record JsonVariant(string Json, string Change, bool KeepsShape)
{
    public override string ToString() => Change;
}

static class JsonVariants
{
    static readonly string[] s_values =
    [
        "null", "0", "1", "-1", "7", "0.5", "1.0", "1e2", "1e308", "1e400", "-1e400", "2147483648", "9223372036854775807", "9223372036854775808", "1e-400",
        "\"\"", "\"text\"", "\"12\"", "\"1.5\"", "\"-1\"", "\" 1\"", "\"0x1F\"", "\"9223372036854775808\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"",
        "\"NAME_OF_TOMORROW\"", "\"STATE_\"", "\"Stop,Safety\"", "\"😀\"", "\"\\u0000\\u0007\"",
        "\"2024-03-14T15:09:26.535897932Z\"", "\"2024-03-14T15:09:26.1234567890123456789Z\"", "\"0000-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59.999999999-14:00\"", "\"2016-12-31T23:59:60Z\"", "\"2024-02-30T00:00:00Z\"", "\"15:09\"", "\"10000-01-01T00:00:00Z\"", "\"2024-03-14T15:09:26.\"",
        "\"operations/7\"", "\"tunedModels/..\"", "\"tunedModels/a?b#c%2e/operations/&\"", "\"tunedModels/a b\"", "\"../models/x\"",
    ];

    static readonly string[] s_truths = ["true", "false"];
    // The last is half of a surrogate pair, which is no text.
    static readonly string[] s_shapes = ["{}", "{\"a\": 1}", "[]", "[1]", "[null]", "[[]]", "\"\\ud83d\""];

    /// <summary>Each field and each element, however deep: missing, twice, and with anything else for a value.</summary>
    public static IEnumerable<JsonVariant> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement, "$").ToArray();
    }

    static IEnumerable<JsonVariant> Of(JsonElement value, string path) => Replaced(value, path).Concat(value.ValueKind switch
    {
        JsonValueKind.Object => Fields(value, path),
        JsonValueKind.Array => Elements(value, path),
        _ => [],
    });

    static IEnumerable<JsonVariant> Replaced(JsonElement value, string path)
    {
        var isValue = value.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        return s_values.Select(other => new JsonVariant(other, $"{path} = {other}", isValue || (other == "null" && path != "$")))
            .Concat(s_truths.Select(truth => new JsonVariant(truth, $"{path} = {truth}", isValue || value.ValueKind is JsonValueKind.True or JsonValueKind.False)))
            .Concat(s_shapes.Select(shape => new JsonVariant(shape, $"{path} = {shape}", KeepsShape: false)));
    }

    static IEnumerable<JsonVariant> Fields(JsonElement value, string path)
    {
        var fields = value.EnumerateObject().Select(field => (field.Name, Json: field.Value.GetRawText())).ToArray();
        yield return new(Object([.. fields, ("tomorrow", """{"deep": [1, {"name": null}], "name": 5}""")]), $"{path} has a new field", KeepsShape: true);
        yield return new(Object([.. fields, ("\\ud83d", "1")]), $"{path} has a field whose name is no text", KeepsShape: false);
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, json) = fields[i];
            yield return new(Object([.. fields[..i], .. fields[(i + 1)..]]), $"{path}.{name} is missing", KeepsShape: true);
            yield return new(Object([.. fields, (name, json)]), $"{path}.{name} is there twice", KeepsShape: true);
            foreach (var variant in Of(value.GetProperty(name), $"{path}.{name}"))
                yield return variant with { Json = Object([.. fields[..i], (name, variant.Json), .. fields[(i + 1)..]]) };
        }
    }

    static IEnumerable<JsonVariant> Elements(JsonElement value, string path)
    {
        var elements = value.EnumerateArray().Select(element => element.GetRawText()).ToArray();
        for (var i = 0; i < elements.Length; i++)
        {
            yield return new(Array([.. elements[..i], .. elements[(i + 1)..]]), $"{path}[{i}] is missing", KeepsShape: true);
            foreach (var variant in Of(value[i], $"{path}[{i}]"))
                yield return variant with { Json = Array([.. elements[..i], variant.Json, .. elements[(i + 1)..]]) };
        }
    }

    static string Object(IEnumerable<(string Name, string Json)> fields) => $"{{{string.Join(", ", fields.Select(field => $"\"{field.Name}\": {field.Json}"))}}}";

    static string Array(IEnumerable<string> elements) => $"[{string.Join(", ", elements)}]";
}

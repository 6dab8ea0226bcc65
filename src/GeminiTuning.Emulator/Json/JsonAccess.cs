using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Json;

/// <summary>Reads what <see cref="ProtoReader"/> has made: the types are known to fit.</summary>
static class JsonAccess
{
    public static string Text(this JsonObject json, string name) => json[name]?.GetValue<string>() ?? "";

    public static bool Has(this JsonObject json, string name) => json.ContainsKey(name);

    public static bool Flag(this JsonObject json, string name) => json[name]?.GetValue<bool>() ?? false;

    public static float? Float(this JsonObject json, string name) => json[name]?.GetValue<float>();

    public static int? Int(this JsonObject json, string name) => json[name] is { } value ? (int)value.GetValue<long>() : null;

    public static long? Long(this JsonObject json, string name) => json[name]?.GetValue<long>();

    public static IReadOnlyDictionary<string, string> Map(this JsonObject json, string name) =>
        json.Child(name).ToDictionary(p => p.Key, p => p.Value!.GetValue<string>(), StringComparer.Ordinal);

    public static JsonObject Child(this JsonObject json, string name) => json[name] as JsonObject ?? [];

    public static IEnumerable<JsonObject> Children(this JsonObject json, string name) =>
        (json[name] as JsonArray ?? []).Select(item => item as JsonObject ?? []);

    public static IEnumerable<T> Values<T>(this JsonObject json, string name) =>
        (json[name] as JsonArray ?? []).Where(item => item is not null).Select(item => item!.GetValue<T>());
}

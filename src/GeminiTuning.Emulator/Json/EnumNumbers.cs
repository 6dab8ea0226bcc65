using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Json;

/// <summary>Turns the names of enums into numbers, for clients that ask for <c>enum-encoding=int</c>.</summary>
static class EnumNumbers
{
    public static void Apply(JsonObject json, ProtoMessage message)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (message.Find(name) is not { } field)
                continue;
            if (field.Enum is { } type)
                json[name] = type.Values[value!.GetValue<string>()];
            else if (field.Message is { } inner)
                Descend(value, inner);
        }
    }

    static void Descend(JsonNode? value, ProtoMessage message)
    {
        if (value is JsonObject one)
            Apply(one, message);
        foreach (var item in (value as JsonArray ?? []).OfType<JsonObject>())
            Apply(item, message);
    }
}

using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>The fields that an answer is to have (<c>readMask</c>).</summary>
sealed class FieldMask
{
    readonly List<string[]> _paths;

    FieldMask(List<string[]> paths) => _paths = paths;

    /// <summary>Reads a mask. An empty one and <c>*</c> mean all fields.</summary>
    /// <exception cref="ApiException">It names a field that the message doesn't have.</exception>
    public static FieldMask Parse(string text, ProtoMessage type)
    {
        var paths = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split('.')).ToList();
        if (paths.Any(p => p[0] == "*"))
            return new FieldMask([]);
        foreach (var path in paths)
        {
            path[0] = type.Find(path[0])?.JsonName ?? throw ApiException.Invalid("read_mask", $"Invalid field mask: there is no field '{path[0]}'.");
            for (var i = 1; i < path.Length; i++)
                path[i] = ProtoNames.ToCamel(path[i]);
        }

        return new FieldMask(paths);
    }

    /// <summary>The fields of the object that the mask names.</summary>
    public JsonObject Apply(JsonObject json)
    {
        if (_paths.Count == 0)
            return json;
        var masked = new JsonObject();
        foreach (var path in _paths)
            Copy(json, masked, path);
        return masked;
    }

    static void Copy(JsonObject from, JsonObject to, ReadOnlySpan<string> path)
    {
        if (from[path[0]] is not { } value)
            return;
        if (path.Length == 1 || value is not JsonObject inner)
            to[path[0]] = value.DeepClone();
        else
            Copy(inner, to[path[0]] as JsonObject ?? Added(to, path[0]), path[1..]);
    }

    static JsonObject Added(JsonObject to, string name)
    {
        var added = new JsonObject();
        to[name] = added;
        return added;
    }
}

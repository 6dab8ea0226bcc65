using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>What can be wrong with a JSON body: each of its values in turn removed, doubled, and replaced by each of a
/// list of values that belong nowhere.</summary>
static class JsonMutations
{
    const string Hole = "the hole";

    static readonly byte[][] s_values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1", "1.5", "1e3", "1e400", "-1e-400", "2147483647", "2147483648", "-2147483648",
            "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999999999", "0.1e-27", "-0", "00", "NaN",
            "Infinity", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"1e3\"", "\"1e-29\"", "\" 1\"", "\"0x10\"", "\"\"", "\" \"",
            "\"UNKNOWN\"", "\"ROLE_UNSPECIFIED\"", "\"tunedModels/\"", "\"tunedModels/x\"", "\"\\u0000\"", "\"\\ud800\"",
            "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\uFFFF\uFEFF\"", "\"@\"", "\"a@b\"", "\"\\x\"", "\"\n\"", "'x'", "[]", "{}",
            "[null]", "[[]]", "[{}]", "[[[1]]]", "{\"x\": 1}", "{\"text\": 1, \"text\": 2}", "{\"\": {}}", "{\"\\ud800\": 1}", "[1, \"x\", {}]", "{", "]",
            "1 2", "// x", "/* x */ 1", "undefined", "1,", ",", "\"x\"\uFEFF",
        }.Select(Encoding.UTF8.GetBytes),
        Quoted(Enumerable.Repeat((byte)'x', 50_000)),
        Quoted(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\U0001F600", 60)))),
        Quoted(Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("\U0001F600", 12_000)))),
        Quoted([0xFF, 0xFE]),
        Quoted([0xED, 0xA0, 0x80]),
        Quoted([0xC0, 0x80]),
        Nested("[", "]", 90),
        Nested("[", "]", 5000),
        Nested("{\"contents\":", "}", 90),
        Nested("{\"tuningTask\":", "}", 5000),
        [.. "["u8, .. Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Repeat("{\"x\":[]}", 500))), .. "]"u8],
    ];

    /// <summary>Every body that comes of a right one.</summary>
    public static IEnumerable<byte[]> Of(string body)
    {
        var root = JsonNode.Parse(body)!;
        foreach (var path in Paths(root).ToList())
        {
            if (path.Length > 0 && Change(root, path, null) is { } without)
                yield return Encoding.UTF8.GetBytes(without.ToJsonString());

            var (before, after) = Around(Change(root, path, Hole)!);
            foreach (var value in s_values)
                yield return [.. before, .. value, .. after];
            if (path.Length > 0 && path[^1] is string name)
                yield return [.. before, .. Encoding.UTF8.GetBytes($"1, \"{name}\": {At(root, path)!.ToJsonString()}"), .. after];
        }

        yield return [];
        yield return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)];
        yield return Encoding.Unicode.GetBytes(body);
        yield return Encoding.UTF8.GetBytes($"{body}{body}");
        yield return Encoding.UTF8.GetBytes(body.Replace(':', '='));
    }

    static byte[] Quoted(IEnumerable<byte> text) => [(byte)'"', .. text, (byte)'"'];

    static byte[] Nested(string open, string close, int depth) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth)));

    // A path is of names and of indexes.
    static IEnumerable<object[]> Paths(JsonNode? node) => node switch
    {
        JsonObject fields => [[], .. fields.SelectMany(f => Paths(f.Value).Select(p => (object[])[f.Key, .. p]))],
        JsonArray items => [[], .. items.SelectMany((item, i) => Paths(item).Select(p => (object[])[i, .. p]))],
        _ => [[]],
    };

    static JsonNode? At(JsonNode? node, object[] path) =>
        path.Aggregate(node, (n, step) => step is int index ? n![index] : n![(string)step]);

    /// <summary>A copy with another text at a path, or with nothing there.</summary>
    static JsonNode? Change(JsonNode root, object[] path, string? value)
    {
        if (path.Length == 0)
            return JsonValue.Create(value);

        var copy = root.DeepClone();
        var parent = At(copy, path[..^1])!;
        if (path[^1] is int index)
            _ = value is null ? Remove((JsonArray)parent, index) : parent[index] = value;
        else
            _ = value is null ? ((JsonObject)parent).Remove((string)path[^1]) : (parent[(string)path[^1]] = value) is not null;
        return copy;
    }

    static JsonNode? Remove(JsonArray items, int index)
    {
        items.RemoveAt(index);
        return null;
    }

    static (byte[] Before, byte[] After) Around(JsonNode holed)
    {
        var parts = holed.ToJsonString().Split($"\"{Hole}\"");
        return (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]));
    }
}

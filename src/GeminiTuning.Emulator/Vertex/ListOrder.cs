using System.Globalization;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The order of a list (<c>orderBy</c>), as a key for each resource. Without one, the newest is first.</summary>
sealed class ListOrder
{
    static readonly string[] s_fields = ["display_name", "create_time", "update_time"];

    readonly List<(string Field, bool IsDescending)> _fields = [];

    /// <exception cref="ApiException">It is invalid.</exception>
    public static ListOrder Parse(string text)
    {
        var order = new ListOrder();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var field = ProtoNames.ToSnake(words[0]);
            if (words.Length > 2 || !s_fields.Contains(field) || (words.Length == 2 && words[1] is not ("asc" or "desc")))
                throw ApiException.Invalid(
                    "order_by", $"Invalid order_by: '{part}'. Use {string.Join(", ", s_fields)}, each with \"desc\" after it for descending order.");
            order._fields.Add((field, words[^1] == "desc"));
        }

        if (order._fields.Count == 0)
            order._fields.Add(("create_time", true));
        return order;
    }

    /// <summary>A resource's key, in ASCII. Keys are in the list's order.</summary>
    public string KeyOf(Resource resource) => string.Concat(_fields.Select(f => KeyOf(resource, f.Field, f.IsDescending))) + resource.Key;

    static string KeyOf(Resource resource, string field, bool isDescending) => field switch
    {
        "display_name" => TextKey(resource.Title, isDescending),
        "create_time" => TimeKey(resource.CreateTime, isDescending),
        _ => TimeKey(resource.UpdateTime, isDescending),
    };

    static string TimeKey(DateTimeOffset time, bool isDescending)
    {
        var ticks = isDescending ? DateTime.MaxValue.Ticks - time.UtcTicks : time.UtcTicks;
        return ticks.ToString("D19", CultureInfo.InvariantCulture) + " ";
    }

    // The end of a text comes before every character, or, in descending order, after it.
    static string TextKey(string text, bool isDescending) =>
        string.Concat(text.Select(c => (isDescending ? char.MaxValue - c : c).ToString("x4", CultureInfo.InvariantCulture))) + (isDescending ? "~" : " ");
}

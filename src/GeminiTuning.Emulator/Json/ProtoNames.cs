using System.Text;

namespace GeminiTuning.Emulator.Json;

/// <summary>A proto's snake_case and its JSON's lowerCamelCase.</summary>
static class ProtoNames
{
    public static string ToCamel(string snake)
    {
        var words = snake.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
    }

    public static string ToSnake(string camel)
    {
        var snake = new StringBuilder();
        foreach (var c in camel)
            _ = char.IsAsciiLetterUpper(c) ? snake.Append('_').Append(char.ToLowerInvariant(c)) : snake.Append(c);
        return snake.ToString();
    }
}

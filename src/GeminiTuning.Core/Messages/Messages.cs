using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>All that the module says to people, from Messages.resx; a method each for what has arguments. Adapters use
/// Core's; the cmdlets' assembly compiles it as well, since Core's internals are not for it.</summary>
static partial class Messages
{
    static readonly ResourceManager s_file = new("GeminiTuning.Messages", typeof(Messages).Assembly);

    static string Text(string name, params (string Name, object? Value)[] arguments)
    {
        var text = s_file.GetString(name, CultureInfo.CurrentUICulture) ?? name;
        return Placeholder().Replace(text.ReplaceLineEndings(), place => Written(place, arguments));
    }

    // Numbers and times look the same in every culture, as in what the service says.
    static string Written(Match place, (string Name, object? Value)[] arguments) =>
        Array.Find(arguments, argument => argument.Name == place.Groups[1].Value).Value switch
        {
            IFormattable value => value.ToString(place.Groups[2].Value, CultureInfo.InvariantCulture),
            var value => value?.ToString() ?? "",
        };

    [GeneratedRegex(@"\{(\w+)(?::([^{}]+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

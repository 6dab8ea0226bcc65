using System.Collections;

namespace GeminiTuning.Binding;

/// <summary>Reads -SafetySetting, a hashtable of categories and thresholds.</summary>
static class SafetySettings
{
    /// <exception cref="TuningArgumentException">A category or a threshold isn't valid.</exception>
    public static IReadOnlyDictionary<HarmCategory, HarmBlockThreshold> Read(IDictionary? table)
    {
        var settings = new Dictionary<HarmCategory, HarmBlockThreshold>();
        foreach (var key in (table ?? new Hashtable()).Keys)
        {
            var category = Parse<HarmCategory>(key, "HARM_CATEGORY_", "category");
            if (!settings.TryAdd(category, Parse<HarmBlockThreshold>(table![key], "", "threshold")))
                throw new TuningArgumentException(Messages.CategoryTwice(category));
        }
        return settings;
    }

    // The spelling of the API is also accepted: HARM_CATEGORY_HARASSMENT, BLOCK_NONE.
    static T Parse<T>(object? value, string prefix, string what) where T : struct, Enum
    {
        var text = Row.ToText(value)?.Replace(prefix.Length == 0 ? "\0" : prefix, "", StringComparison.OrdinalIgnoreCase).Replace("_", "", StringComparison.Ordinal);
        return Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) && known.ToString() is not ("Unspecified" or "Unknown")
            ? known
            : throw new TuningArgumentException(Messages.SafetyWordUnknown(
                text: PrintableText.Of(Row.ToText(value) ?? ""), what: what, allowed: string.Join(", ", Enum.GetNames<T>().Except(["Unspecified", "Unknown"]))));
    }
}

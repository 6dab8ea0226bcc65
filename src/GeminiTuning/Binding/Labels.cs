using System.Collections;
using System.Text.RegularExpressions;

namespace GeminiTuning.Binding;

/// <summary>Reads -Label: a hashtable of keys and values.</summary>
static partial class Labels
{
    const int Most = 64;

    /// <param name="table">The labels of the user; null for none.</param>
    /// <param name="own">The labels that the module adds.</param>
    /// <exception cref="TuningArgumentException">A key or a value isn't valid, or there are too many labels.</exception>
    public static IReadOnlyDictionary<string, string> Read(IDictionary? table, params string[] own)
    {
        var labels = new Dictionary<string, string>();
        foreach (DictionaryEntry label in table ?? new Hashtable())
        {
            var (key, value) = (Row.ToText(label.Key) ?? "", Row.ToText(label.Value) ?? "");
            if (!Key().IsMatch(key) || !Value().IsMatch(value))
                throw new TuningArgumentException(Messages.LabelRefused(key: PrintableText.Of(key), value: PrintableText.Of(value)));
            if (own.Contains(key))
                throw new TuningArgumentException(Messages.LabelIsOurs(key));
            labels[key] = value;
        }
        var most = Most - own.Length;
        return labels.Count <= most ? labels : throw new TuningArgumentException(Messages.TooManyLabels(count: labels.Count, most: most));
    }

    // The rules of Google Cloud: lowercase letters of any script, digits, underscores, and hyphens.
    [GeneratedRegex(@"\A[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[\p{Ll}\p{Lo}\p{N}_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}

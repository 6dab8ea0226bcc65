using System.Collections;
using System.Text.RegularExpressions;

namespace GeminiTuning.Binding;

/// <summary>Reads -Label: a hashtable of keys and values.</summary>
static partial class Labels
{
    // The limit is 64. The module adds one label to find a job whose creation response was lost.
    const int Most = 63;

    /// <exception cref="TuningArgumentException">A key or a value isn't valid, or there are too many labels.</exception>
    public static IReadOnlyDictionary<string, string> Read(IDictionary? table)
    {
        var labels = new Dictionary<string, string>();
        foreach (DictionaryEntry label in table ?? new Hashtable())
        {
            var (key, value) = (Row.ToText(label.Key) ?? "", Row.ToText(label.Value) ?? "");
            if (!Key().IsMatch(key) || !Value().IsMatch(value))
                throw new TuningArgumentException(Messages.LabelRefused(key: PrintableText.Of(key), value: PrintableText.Of(value)));
            if (key == TuningRequest.RequestLabel)
                throw new TuningArgumentException(Messages.LabelIsOurs(key));
            labels[key] = value;
        }
        return labels.Count <= Most ? labels : throw new TuningArgumentException(Messages.TooManyLabels(count: labels.Count, most: Most));
    }

    // The rules of Google Cloud: lowercase letters of any script, digits, underscores, and hyphens.
    [GeneratedRegex(@"\A[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[\p{Ll}\p{Lo}\p{N}_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}

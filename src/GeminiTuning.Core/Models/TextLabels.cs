using System.Collections.ObjectModel;

namespace GeminiTuning;

/// <summary>Labels whose text is their keys and values, so that a cell of Export-Csv reads well.</summary>
sealed class TextLabels : ReadOnlyDictionary<string, string>
{
    TextLabels(Dictionary<string, string> labels) : base(labels)
    {
    }

    /// <summary>No labels.</summary>
    public static new TextLabels Empty { get; } = new([]);

    /// <summary>Returns the same labels.</summary>
    public static TextLabels Of(IReadOnlyDictionary<string, string> labels) => labels switch
    {
        null => Empty,
        TextLabels same => same,
        _ => labels.Count == 0 ? Empty : new TextLabels(new Dictionary<string, string>(labels)),
    };

    /// <summary>The labels, such as <c>team=search; stage=test</c>.</summary>
    public override string ToString() => string.Join("; ", this.Select(label => $"{label.Key}={label.Value}"));
}

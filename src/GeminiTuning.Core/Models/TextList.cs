using System.Collections.ObjectModel;

namespace GeminiTuning;

/// <summary>A list whose text is the text of its items, so that a cell of Export-Csv reads well. It's a list with an indexer, which
/// PowerShell also indexes from the end, as in <c>$model.Snapshots[-1]</c>.</summary>
sealed class TextList<T> : ReadOnlyCollection<T>
{
    readonly string? _text;

    TextList(IList<T> items, string? text = null) : base(items) => _text = text;

    /// <summary>A list without items.</summary>
    public static new TextList<T> Empty { get; } = new([]);

    /// <summary>Returns a list with these items.</summary>
    public static TextList<T> Of(IReadOnlyList<T> items) => items switch
    {
        null => Empty,
        TextList<T> list => list,
        _ => items.Count == 0 ? Empty : new TextList<T>(items.ToArray()),
    };

    /// <summary>Returns a view of many items, with a short text of its own.</summary>
    public static TextList<T> Of(IList<T> items, string text) => new(items, text);

    /// <summary>The items, separated by semicolons, or the text of its own.</summary>
    public override string ToString() => _text ?? string.Join("; ", this);
}

using System.Globalization;

namespace GeminiTuning;

/// <summary>Where an example is.</summary>
/// <param name="File">The full path of its file; null if it wasn't read from a file.</param>
/// <param name="Line">The line of the file where it begins, counted from 1; null if it wasn't read from a file.</param>
/// <param name="Row">Its number among the objects from the pipeline, counted from 1.</param>
public readonly record struct ExampleLocation(string? File, int? Line, int Row)
{
    /// <summary>The file's name and the line, such as <c>tickets.csv:12</c>; without a file, the row.</summary>
    public override string ToString() =>
        File is null ? Messages.ExamplesRow(Row) : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(File)}:{Line}");
}

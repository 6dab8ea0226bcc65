using System.Text;

namespace GeminiTuning;

/// <summary>How a file of examples is read; what is null is found by looking at the file.</summary>
public sealed record ExampleFileOptions
{
    /// <summary>The form of the examples; null to look at each.</summary>
    public ExampleFormat? Format { get; init; }

    /// <summary>What separates the fields of a table: an ASCII character; null to find it.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The names of a table's columns, for a file that has no line with them; null if its first line has them.</summary>
    public IReadOnlyList<string>? Header { get; init; }

    /// <summary>The encoding of a file without a byte order mark; null for UTF-8, or UTF-16 where every other byte is zero.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The columns that are named.</summary>
    public ColumnChoice Columns { get; init; } = new();
}

/// <summary>One result of reading a file of examples: an example, or a line that can't be read.</summary>
/// <param name="Example">The example; null if the line can't be read.</param>
/// <param name="Problem">What is wrong with the line; null for an example.</param>
public readonly record struct ReadExample(TuningExample? Example, ExampleFileException? Problem);

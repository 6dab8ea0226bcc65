namespace GeminiTuning;

/// <summary>A row with named columns.</summary>
public interface IExampleRow
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyCollection<string> Columns { get; }

    /// <summary>A column's value as a text; null if the column isn't there or has no value.</summary>
    /// <exception cref="TuningDataException">The value isn't a text, a number or the like.</exception>
    string? this[string column] { get; }

    /// <summary>Whether the columns are these, in this order.</summary>
    bool HasColumns(IReadOnlyList<string> names);
}

/// <summary>Reads examples from rows with named columns. The columns are looked up once, and again for a row that has
/// others.</summary>
/// <param name="choice">The columns that are named.</param>
public sealed class ColumnReader(ColumnChoice choice)
{
    IReadOnlyList<string> _names = [];
    ExampleColumns? _columns;

    /// <summary>Whether the columns of an earlier row were found.</summary>
    public bool HasColumns => _columns is not null;

    /// <summary>Reads a row.</summary>
    /// <exception cref="TuningDataException">It isn't clear which columns are meant, or a value isn't a text.</exception>
    public TuningExample Read(IExampleRow row)
    {
        if (_columns is not { } found || !row.HasColumns(_names))
        {
            _names = [.. row.Columns];
            _columns = found = ExampleColumns.Resolve(_names, choice);
        }
        return new TuningExample
        {
            TextInput = row[found.Input] ?? "",
            Output = row[found.Output] ?? "",
            SystemInstruction = Text(row, found.SystemInstruction),
            // Without a text, it is a pair whose output is missing, and not an example of another kind.
            RejectedOutput = found.Rejected is { } rejected ? row[rejected] : null,
        };
    }

    static string? Text(IExampleRow row, string? column) => column is not null && row[column] is { Length: > 0 } text ? text : null;
}

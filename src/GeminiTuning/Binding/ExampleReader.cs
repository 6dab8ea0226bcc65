using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads examples from the pipeline for a service. Examples of Import-TuningExample keep their whole form. For other objects, it
/// finds the columns once, and again for a row that has different columns.</summary>
/// <param name="choice">The columns that are specified.</param>
sealed class ExampleReader(ColumnChoice choice)
{
    ExampleColumns? _columns;

    /// <summary>Adds an object to a dataset.</summary>
    /// <returns>The example; null if it's invalid.</returns>
    /// <exception cref="TuningDataException">The columns are missing or ambiguous, or the dataset is too large.</exception>
    public TuningExample? AddTo(ExampleSet set, PSObject? item)
    {
        if (item is null or { BaseObject: DBNull })
        {
            set.AddNull();
            return null;
        }
        var (example, problem) = Read(item, set);
        if (example is not null)
            return set.Add(example, Wrapping.Unwrap(item)) ? example : null;
        set.AddProblem(problem!, Wrapping.Unwrap(item));
        return null;
    }

    (TuningExample? Example, string? Problem) Read(PSObject item, ExampleSet set)
    {
        var row = new Row(item);
        var isLikeTheLast = IsLikeTheLast(row);
        if (!isLikeTheLast && ExampleBinder.Whole(item, choice) is { } whole)
            return (set.TakesSystemInstructions || whole.SystemInstruction is null ? whole : whole with { SystemInstruction = null }, null);
        if (row.IsNoRow)
            return (null, Messages.RowNoObject(row));
        // Columns that are missing in the first row are one error for all rows. In a later row, they are an error of that row.
        _columns ??= Resolve(row, set);
        try
        {
            if (!isLikeTheLast)
                _columns = Resolve(row, set);
            var system = _columns.SystemInstruction is { } named ? row[named] : null;
            var example = new TuningExample
            {
                TextInput = row[_columns.Input] ?? "",
                Output = row[_columns.Output] ?? "",
                SystemInstruction = string.IsNullOrEmpty(system) ? null : system,
                RejectedOutput = _columns.Rejected is { } rejected ? row[rejected] : null,
            };
            return (example, null);
        }
        catch (TuningDataException fault)
        {
            return (null, fault.Message);
        }
    }

    // Whether a row has the columns of the one before. A row with the column of an example may be one.
    bool IsLikeTheLast(Row row) => _columns is { Input: not nameof(TuningExample.TextInput) } columns
        && row.Has(columns.Input) && row.Has(columns.Output) && (columns.SystemInstruction is not { } system || row.Has(system))
        && (columns.Rejected is not { } rejected || row.Has(rejected));

    ExampleColumns Resolve(Row row, ExampleSet set)
    {
        var columns = ExampleColumns.Resolve(row.Columns, choice);
        return set.TakesSystemInstructions ? columns : columns with { SystemInstruction = null };
    }
}

using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads examples from the pipeline. It finds the columns once, and again for a row that has different columns.</summary>
/// <param name="inputProperty">The input column, or null to find it.</param>
/// <param name="outputProperty">The output column, or null to find it.</param>
/// <param name="systemInstruction">The system instruction for rows without one, or null.</param>
/// <param name="systemProperty">The column of the system instruction, or null to find it.</param>
sealed class ExampleReader(string? inputProperty, string? outputProperty, string? systemInstruction, string? systemProperty)
{
    ExampleColumns? _columns;

    /// <summary>Adds an object to a dataset.</summary>
    /// <exception cref="TuningDataException">The columns are missing or ambiguous, or the dataset is too large.</exception>
    public void AddTo(ExampleSet set, PSObject? item)
    {
        if (item is null or { BaseObject: DBNull })
        {
            set.AddNull();
            return;
        }
        var row = new Row(item);
        if (row.IsNoRow)
        {
            set.AddProblem(Messages.RowNoObject(row));
            return;
        }
        // Columns that are missing in the first row are one error for all rows. In a later row, they are an error of that row.
        _columns ??= Resolve(row, set);
        var (read, problem) = TryRead(row, set);
        if (problem is null)
            set.Add(read.Input, read.Output, read.System);
        else
            set.AddProblem(problem);
    }

    ExampleColumns Resolve(Row row, ExampleSet set)
    {
        var columns = ExampleColumns.Resolve(row.Columns, inputProperty, outputProperty);
        return set.TakesSystemInstructions ? columns with { SystemInstruction = ExampleColumns.ResolveSystemInstruction(row.Columns, systemProperty) } : columns;
    }

    ((string? Input, string? Output, string? System) Read, string? Problem) TryRead(Row row, ExampleSet set)
    {
        try
        {
            if (!row.Has(_columns!.Input) || !row.Has(_columns.Output) || (_columns.SystemInstruction is { } column && !row.Has(column)))
                _columns = Resolve(row, set);
            var system = _columns.SystemInstruction is { } named ? row[named] : null;
            return ((row[_columns.Input], row[_columns.Output], string.IsNullOrEmpty(system) ? systemInstruction : system), null);
        }
        catch (TuningDataException fault)
        {
            return (default, fault.Message);
        }
    }
}

using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads examples off the pipeline. The columns are looked up once, and again for a row of another shape.</summary>
/// <param name="inputProperty">The column of the inputs, or null to look for it.</param>
/// <param name="outputProperty">The column of the outputs, or null to look for it.</param>
/// <param name="systemInstruction">What the model is told beforehand where the row says nothing, or null.</param>
/// <param name="systemProperty">The column of what the model is told beforehand, or null to look for it.</param>
sealed class ExampleReader(string? inputProperty, string? outputProperty, string? systemInstruction, string? systemProperty)
{
    ExampleColumns? _columns;

    /// <summary>Adds an object to a training set.</summary>
    /// <exception cref="TuningDataException">It is not clear which columns are meant, or the set is too large.</exception>
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
        // Columns that the first row does not have are missing in all rows, which is one error; in a later row, it is that row's.
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

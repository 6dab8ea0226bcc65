using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads examples off the pipeline. The columns are looked up once, and again for a row of another shape.</summary>
sealed class ExampleReader(string? inputProperty, string? outputProperty)
{
    ExampleColumns? _columns;

    /// <summary>Adds an object to a training set.</summary>
    /// <exception cref="TuningDataException">It is not clear which columns are meant, or the set is too large.</exception>
    public void AddTo(TrainingSet set, PSObject? item)
    {
        if (item is null or { BaseObject: DBNull })
        {
            set.AddProblem(Messages.NoObject);
            return;
        }
        var row = new Row(item);
        if (row.IsNoRow)
        {
            set.AddProblem(Messages.RowNoObject(row));
            return;
        }
        // Columns that the first row does not have are missing in all rows, which is one error; in a later row, it is that row's.
        _columns ??= ExampleColumns.Resolve(row.Columns, inputProperty, outputProperty);
        if (TryRead(row, out var input, out var output, out var problem))
            set.Add(input, output);
        else
            set.AddProblem(problem);
    }

    bool TryRead(Row row, out string? input, out string? output, out string problem)
    {
        (input, output, problem) = (null, null, "");
        try
        {
            if (!row.Has(_columns!.Input) || !row.Has(_columns.Output))
                _columns = ExampleColumns.Resolve(row.Columns, inputProperty, outputProperty);
            (input, output) = (row[_columns.Input], row[_columns.Output]);
            return true;
        }
        catch (TuningDataException fault)
        {
            problem = fault.Message;
            return false;
        }
    }
}

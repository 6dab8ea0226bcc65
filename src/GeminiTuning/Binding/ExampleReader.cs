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
        if (item is null)
        {
            set.AddProblem("there is no object");
            return;
        }
        var row = new Row(item);
        if (row.IsSingleValue)
        {
            set.AddProblem($"'{Shortened(item)}' is not an object with an input and an output (read files with Import-Csv, ConvertFrom-Csv or ConvertFrom-Json)");
            return;
        }
        if (_columns is null || !row.Has(_columns.Input) || !row.Has(_columns.Output))
            _columns = ExampleColumns.Resolve(row.Columns, inputProperty, outputProperty);
        set.Add(row[_columns.Input], row[_columns.Output]);
    }

    static string Shortened(PSObject item) => item.ToString() is { Length: > 40 } text ? text[..40] + "…" : item.ToString();
}

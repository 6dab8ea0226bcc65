using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads prompts from the pipeline: strings, or objects with a prompt column.</summary>
sealed class PromptReader(string? inputProperty)
{
    string? _column;

    /// <summary>Returns the prompt of an object.</summary>
    /// <exception cref="TuningDataException">The column is missing or ambiguous.</exception>
    public string? Read(PSObject item)
    {
        try
        {
            return Find(item);
        }
        // The code that reads columns doesn't know that they contain prompts.
        catch (TuningDataException fault)
        {
            throw new TuningDataException(fault.Message, ofPrompts: true);
        }
    }

    string? Find(PSObject item)
    {
        var row = new Row(item);
        if (row.IsSingleValue)
            return Row.ToText(item.BaseObject);
        if (item.BaseObject is DBNull)
            return null;
        if (row.IsNoRow)
            throw new TuningDataException(Messages.PromptNoText(row));
        if (_column is null || !row.Has(_column))
            _column = ExampleColumns.ResolveInput(row.Columns, inputProperty);
        return row[_column];
    }
}

using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads prompts off the pipeline: texts as they are, objects by their column.</summary>
sealed class PromptReader(string? inputProperty)
{
    string? _column;

    /// <summary>The object's prompt.</summary>
    /// <exception cref="TuningDataException">It is not clear which column is meant.</exception>
    public string? Read(PSObject item)
    {
        try
        {
            return Find(item);
        }
        // What reads columns does not know what is read.
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

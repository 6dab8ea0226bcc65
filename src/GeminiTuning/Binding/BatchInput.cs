using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>What a prompt of a batch was taken from, on its way to the service and back: the columns of a row, with texts,
/// numbers and truths as they are and all else as text.</summary>
static class BatchInput
{
    /// <summary>The columns of an object; null for a text or a number, which is the prompt itself.</summary>
    public static IReadOnlyDictionary<string, object?>? Of(PSObject item)
    {
        var row = new Row(item);
        if (row.IsNoRow)
            return null;
        var columns = new Dictionary<string, object?>();
        foreach (var column in row.Columns)
            columns[column] = Value(row, column);
        return columns;
    }

    /// <summary>The object that comes back.</summary>
    public static object? Back(object? input) => input is not IDictionary<string, object?> columns ? input : Made(columns);

    static PSObject Made(IDictionary<string, object?> columns)
    {
        var made = new PSObject();
        foreach (var (name, value) in columns)
            made.Properties.Add(new PSNoteProperty(name, value));
        return made;
    }

    // What cannot be written as one text is left out of what comes back, and nothing else is lost for it.
    static object? Value(Row row, string column)
    {
        try
        {
            return row.Single(column) switch
            {
                null => null,
                bool truth => truth,
                IFormattable number when IsNumber(number) => number,
                var other => Row.ToText(other),
            };
        }
        catch (TuningDataException)
        {
            return null;
        }
    }

    static bool IsNumber(object value) => value is not Enum && Convert.GetTypeCode(value) is >= TypeCode.SByte and <= TypeCode.Decimal;
}

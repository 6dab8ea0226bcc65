using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>The row of a prompt in a batch, on its way to the service and back: its columns, with strings, numbers, and Booleans
/// unchanged and all other values as strings.</summary>
static class BatchInput
{
    /// <summary>Returns the columns of an object; null for a string or a number, which is itself the prompt.</summary>
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

    /// <summary>Returns the object that is written with the response.</summary>
    public static object? Back(object? input) => input is not IDictionary<string, object?> columns ? input : Made(columns);

    static PSObject Made(IDictionary<string, object?> columns)
    {
        var made = new PSObject();
        foreach (var (name, value) in columns)
            made.Properties.Add(new PSNoteProperty(name, value));
        return made;
    }

    // A value that can't be converted to a string is omitted, without affecting the other columns.
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

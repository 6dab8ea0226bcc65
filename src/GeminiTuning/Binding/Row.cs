using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace GeminiTuning.Binding;

/// <summary>An object from the pipeline as a row of a table. Its columns are properties, or the keys of a hashtable.</summary>
readonly struct Row(PSObject item) : IExampleRow
{
    /// <summary>Whether the object is a single value, such as a string or a number, which has no columns.</summary>
    public bool IsSingleValue => IsText(item.BaseObject);

    /// <summary>Whether the object isn't a row, but a single value, a list, or a file.</summary>
    public bool IsNoRow => IsSingleValue || item.BaseObject is IList or FileSystemInfo or ScriptBlock;

    /// <summary>The column names.</summary>
    public IReadOnlyCollection<string> Columns => item.BaseObject is IDictionary table
        ? [.. table.Keys.Cast<object>().Select(key => key.ToString() ?? "")]
        : [.. item.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    /// <summary>The value of a column as a string; null if the column or its value doesn't exist.</summary>
    /// <exception cref="TuningDataException">The value isn't a string, a number, or a similar value, or it can't be read.</exception>
    public string? this[string column] => ToText(Single(column));

    /// <summary>The unconverted value of a column; null if the column or its value doesn't exist.</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public object? Single(string column)
    {
        var value = Value(column);
        return value is null || IsText(value)
            ? value
            : throw new TuningDataException(Messages.ColumnHoldsOther(
                column: column, type: LanguagePrimitives.ConvertTypeNameToPSTypeName(value.GetType().FullName)));
    }

    /// <summary>Whether the column exists.</summary>
    public bool Has(string column) => item.BaseObject is IDictionary table
        ? Key(table, column) is not null
        : item.Properties[column] is not null;

    /// <summary>Whether these are the columns, in this order.</summary>
    public bool HasColumns(IReadOnlyList<string> names)
    {
        if (item.BaseObject is IDictionary)
            return Columns.SequenceEqual(names);
        var i = 0;
        foreach (var property in item.Properties)
            if (property.IsGettable && (i == names.Count || property.Name != names[i++]))
                return false;
        return i == names.Count;
    }

    /// <summary>The object, for an error message.</summary>
    public override string ToString() => item.BaseObject is IList list
        ? Messages.ListOf(list.Count)
        : $"'{PrintableText.Of(item.ToString(), 40)}'";

    /// <summary>Converts a value to a string as PowerShell does, in the invariant culture. Dates and times are converted as in JSON.</summary>
    public static string? ToText(object? value) => value switch
    {
        null => null,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };

    // Values with an unambiguous string. An array or an object would be converted to its type name and used as an example. A PSObject
    // that has only properties is formattable, too, as @{a=1}.
    static bool IsText(object value) => value is string or (IFormattable and not PSObject) or bool or char or Uri or Version;

    object? Value(string column)
    {
        try
        {
            var value = Wrapping.Unwrap(item.BaseObject is IDictionary table
                ? Key(table, column) is { } key ? table[key] : null
                : item.Properties[column]?.Value);
            // An if statement without an else branch returns AutomationNull.
            return value is DBNull || value == AutomationNull.Value ? null : value;
        }
        catch (GetValueException fault)
        {
            throw new TuningDataException(Messages.ColumnUnreadable(column: column, reason: PrintableText.Of(fault.GetBaseException().Message)));
        }
    }

    // A hashtable from @{} ignores case, but other dictionaries might not.
    static object? Key(IDictionary table, string column) => table.Contains(column)
        ? column
        : table.Keys.Cast<object>().FirstOrDefault(key => string.Equals(key.ToString(), column, StringComparison.OrdinalIgnoreCase));
}

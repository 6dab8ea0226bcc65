using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace GeminiTuning.Binding;

/// <summary>An object of the pipeline seen as a row of a table: any object's properties, a hashtable's keys.</summary>
readonly struct Row(PSObject item) : IExampleRow
{
    /// <summary>Whether the object is a text, a number or the like, which has no columns of its own.</summary>
    public bool IsSingleValue => IsText(item.BaseObject);

    /// <summary>Whether the object is no row at all: a single value, a list, a file.</summary>
    public bool IsNoRow => IsSingleValue || item.BaseObject is IList or FileSystemInfo or ScriptBlock;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyCollection<string> Columns => item.BaseObject is IDictionary table
        ? [.. table.Keys.Cast<object>().Select(key => key.ToString() ?? "")]
        : [.. item.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    /// <summary>A column's value as a text; null where there is no such column or no value.</summary>
    /// <exception cref="TuningDataException">The value is not a text, a number or the like, or cannot be read.</exception>
    public string? this[string column] => ToText(Single(column));

    /// <summary>A column's value as it is; null where there is no such column or no value.</summary>
    /// <inheritdoc cref="this[string]" path="/exception"/>
    public object? Single(string column)
    {
        var value = Value(column);
        return value is null || IsText(value)
            ? value
            : throw new TuningDataException(Messages.ColumnHoldsOther(
                column: column, type: LanguagePrimitives.ConvertTypeNameToPSTypeName(value.GetType().FullName)));
    }

    /// <summary>Whether the column is there.</summary>
    public bool Has(string column) => item.BaseObject is IDictionary table
        ? Key(table, column) is not null
        : item.Properties[column] is not null;

    /// <summary>Whether the columns are these, in this order.</summary>
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

    /// <summary>The object, for an error.</summary>
    public override string ToString() => item.BaseObject is IList list
        ? Messages.ListOf(list.Count)
        : $"'{PrintableText.Of(item.ToString(), 40)}'";

    /// <summary>A value as PowerShell shows it in a string, in the invariant culture; a time as in JSON.</summary>
    public static string? ToText(object? value) => value switch
    {
        null => null,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };

    // What has one plain reading as a text. An array or an object would become the name of its type, and be tuned on.
    // PowerShell's wrapping of an object that is made of properties alone has a format of its own: @{a=1}.
    static bool IsText(object value) => value is string or (IFormattable and not PSObject) or bool or char or Uri or Version;

    object? Value(string column)
    {
        try
        {
            var value = Wrapping.Unwrap(item.BaseObject is IDictionary table
                ? Key(table, column) is { } key ? table[key] : null
                : item.Properties[column]?.Value);
            // What an if without an else gives is no value, too.
            return value is DBNull || value == AutomationNull.Value ? null : value;
        }
        catch (GetValueException fault)
        {
            throw new TuningDataException(Messages.ColumnUnreadable(column: column, reason: PrintableText.Of(fault.GetBaseException().Message)));
        }
    }

    // A hashtable made by @{} ignores case; one of another make may not.
    static object? Key(IDictionary table, string column) => table.Contains(column)
        ? column
        : table.Keys.Cast<object>().FirstOrDefault(key => string.Equals(key.ToString(), column, StringComparison.OrdinalIgnoreCase));
}

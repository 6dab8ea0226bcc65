using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>An object of the pipeline seen as a row of a table: any object's properties, a hashtable's keys.</summary>
readonly struct Row(PSObject item)
{
    /// <summary>Whether the object is a text, a number or the like, which has no columns of its own.</summary>
    public bool IsSingleValue => item.BaseObject is string or ValueType;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyCollection<string> Columns => item.BaseObject is IDictionary table
        ? [.. table.Keys.Cast<object>().Select(key => key.ToString() ?? "")]
        : [.. item.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    /// <summary>A column's value as a text; null where there is no such column or no value.</summary>
    public string? this[string column] => ToText(Value(column));

    /// <summary>Whether the column is there.</summary>
    public bool Has(string column) => item.BaseObject is IDictionary table
        ? Key(table, column) is not null
        : item.Properties[column] is not null;

    /// <summary>A value as PowerShell shows it in a string, in the invariant culture.</summary>
    public static string? ToText(object? value) => value is null ? null : LanguagePrimitives.ConvertTo<string>(value);

    object? Value(string column) => item.BaseObject is IDictionary table
        ? Key(table, column) is { } key ? table[key] : null
        : item.Properties[column]?.Value;

    // A hashtable made by @{} ignores case; one of another make may not.
    static object? Key(IDictionary table, string column) => table.Contains(column)
        ? column
        : table.Keys.Cast<object>().FirstOrDefault(key => string.Equals(key.ToString(), column, StringComparison.OrdinalIgnoreCase));
}

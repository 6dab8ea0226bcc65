using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Makes examples of objects from the pipeline: of examples, also of those that come from a job or a file of Export-Clixml,
/// and of objects with an input and an output.</summary>
/// <param name="choice">The columns that are specified.</param>
sealed class ExampleBinder(ColumnChoice choice)
{
    static readonly ColumnChoice s_none = new();

    readonly ColumnReader _columns = new(choice);

    /// <summary>Reads an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="problem">Why it isn't an example; null if it is one.</param>
    /// <returns>The example; null if it isn't one.</returns>
    /// <exception cref="TuningDataException">The columns of the first object aren't clear, so that no other can be read.</exception>
    public TuningExample? Read(PSObject? item, out string? problem)
    {
        problem = null;
        if (item is not null && Whole(item, choice) is { } example)
            return example;
        if (item is null or { BaseObject: DBNull })
        {
            problem = Messages.NullObject;
            return null;
        }
        var row = new Row(item);
        if (row.IsNoRow)
        {
            problem = Messages.RowNoObject(row);
            return null;
        }
        try
        {
            return _columns.Read(row);
        }
        catch (TuningDataException fault) when (_columns.HasColumns)
        {
            problem = fault.Message;
            return null;
        }
    }

    /// <summary>Returns the example that an object is already; null if its texts are in columns. Columns that are specified apply to text
    /// pairs only: a chat has none.</summary>
    /// <param name="item">The object.</param>
    /// <param name="choice">The columns that are specified.</param>
    public static TuningExample? Whole(PSObject item, ColumnChoice choice) =>
        (item.BaseObject as TuningExample ?? Deserialized(item)) is { } example && (example.Json is not null || choice == s_none) ? example : null;

    // A job or Import-Clixml gives back an example as an object with the same properties.
    static TuningExample? Deserialized(PSObject item) => item.BaseObject is PSCustomObject && item.TypeNames.Contains($"Deserialized.{typeof(TuningExample).FullName}")
        ? new TuningExample
        {
            TextInput = Text(item, nameof(TuningExample.TextInput)) ?? "",
            Output = Text(item, nameof(TuningExample.Output)) ?? "",
            SystemInstruction = Text(item, nameof(TuningExample.SystemInstruction)),
            RejectedOutput = Text(item, nameof(TuningExample.RejectedOutput)),
            Json = Text(item, nameof(TuningExample.Json)),
            File = Text(item, nameof(TuningExample.File)),
            Line = item.Properties[nameof(TuningExample.Line)]?.Value as int?,
        }
        : null;

    static string? Text(PSObject item, string property) => item.Properties[property]?.Value as string;
}

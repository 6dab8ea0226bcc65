using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Makes examples of objects from the pipeline: of examples, also of those that come from a job or a file of Export-Clixml,
/// and of objects with an input and an output.</summary>
/// <param name="choice">The columns that are specified.</param>
sealed class ExampleBinder(ColumnChoice choice)
{
    readonly ColumnReader _columns = new(choice);

    /// <summary>Reads an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="problem">Why it isn't an example; null if it is one.</param>
    /// <returns>The example; null if it isn't one.</returns>
    /// <exception cref="TuningDataException">The columns of the first object aren't clear, so that no other can be read.</exception>
    public TuningExample? Read(PSObject? item, out string? problem)
    {
        problem = null;
        if (item is { BaseObject: TuningExample example } && choice == new ColumnChoice())
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
            return WithRest(item, _columns.Read(row));
        }
        catch (TuningDataException fault) when (_columns.HasColumns)
        {
            problem = fault.Message;
            return null;
        }
    }

    // What an example has besides its texts is in properties that are no columns.
    static TuningExample WithRest(PSObject item, TuningExample example) => IsSerialized(item)
        ? example with
        {
            Json = item.Properties[nameof(TuningExample.Json)]?.Value as string,
            File = item.Properties[nameof(TuningExample.File)]?.Value as string,
            Line = item.Properties[nameof(TuningExample.Line)]?.Value as int?,
        }
        : example;

    static bool IsSerialized(PSObject item) => item.TypeNames.Contains($"Deserialized.{typeof(TuningExample).FullName}");
}

using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads rows that models are measured on: the prompt and the expected output. It finds the columns once, and again for a row
/// that has different columns.</summary>
/// <param name="inputProperty">The input column, or null to find it.</param>
/// <param name="outputProperty">The output column, or null to find it.</param>
sealed class HeldOutReader(string? inputProperty, string? outputProperty)
{
    string? _input;
    string? _output;

    /// <summary>Returns the prompt and the expected output of a row.</summary>
    /// <exception cref="TuningDataException">The object isn't a row, its columns are missing or ambiguous, or it has no expected output.</exception>
    public (string? Input, string Expected) Read(PSObject? item) => AsPrompts(() =>
    {
        var row = RowOf(item);
        if (_input is null || _output is null || !row.Has(_input) || !row.Has(_output))
            (_input, _output, _, _) = ExampleColumns.Resolve(row.Columns, inputProperty, outputProperty);
        return (row[_input], Expected(row, _output));
    });

    /// <summary>Returns the expected output of the row that a response has.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public string ReadExpected(object? inputObject) => AsPrompts(() =>
    {
        var row = RowOf(inputObject is null ? null : PSObject.AsPSObject(inputObject));
        if (_output is null || !row.Has(_output))
            _output = ExampleColumns.ResolveOutput(row.Columns, outputProperty);
        return Expected(row, _output);
    });

    static Row RowOf(PSObject? item) => item?.BaseObject is Array
        ? throw new TuningDataException(Messages.NotOneRow)
        : item is not null and not { BaseObject: DBNull } && new Row(item) is { IsNoRow: false } row
        ? row
        : throw new TuningDataException(Messages.NoHeldOutRow(item));

    static string Expected(Row row, string column) => row[column] is { Length: > 0 } expected
        ? expected
        : throw new TuningDataException(Messages.NoExpectedOutput(column));

    // The code that reads columns doesn't know that they contain prompts.
    static T AsPrompts<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TuningDataException fault)
        {
            throw new TuningDataException(fault.Message, ofPrompts: true);
        }
    }
}

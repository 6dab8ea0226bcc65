namespace GeminiTuning;

/// <summary>Reads examples from a table.</summary>
/// <param name="table">The table.</param>
/// <param name="options">How it is read.</param>
/// <param name="file">The file, for the examples and the errors.</param>
/// <param name="undecoded">Takes the lines that aren't valid in the file's encoding.</param>
sealed class TableExamples(ITableReader table, ExampleFileOptions options, string file, LineList undecoded)
{
    int _input;
    int _output;
    int _system;
    int _rejected;
    int _width;

    /// <summary>Reads the examples.</summary>
    /// <exception cref="ExampleFileException">The columns aren't found, or a quote is never closed.</exception>
    public IEnumerable<ReadExample> Read()
    {
        FindColumns(options.Header ?? Header(table, file));
        while (table.Read())
        {
            if (table.Fault is TableFault.QuoteNotClosed or TableFault.TooLong)
                throw Problem(table.Fault == TableFault.TooLong ? Messages.ItemTooLong(ByteWindow.LongestItem / (1024 * 1024)) : Messages.QuoteNotClosed);
            if (table.UndecodedLine is { } line)
                undecoded.Add(line);
            else if (RowProblem() is { } problem)
                yield return new ReadExample(null, Problem(problem));
            else
                yield return new ReadExample(Example(), null);
        }
    }

    /// <summary>Reads the names of the columns.</summary>
    /// <exception cref="ExampleFileException">The table is empty.</exception>
    public static List<string> Header(ITableReader table, string file)
    {
        // Export-Csv of Windows PowerShell writes the type into a line before the header.
        do
        {
            if (!table.Read())
                throw new ExampleFileException(file, Messages.FileHasNoExamples);
        }
        while (table.FieldCount == 1 && table[0].StartsWith("#TYPE ", StringComparison.Ordinal));
        var names = Enumerable.Range(0, table.FieldCount).Select(i => table[i]).ToList();
        // What a comma at the end of each line makes.
        while (names is [.., ""])
            names.RemoveAt(names.Count - 1);
        return names;
    }

    void FindColumns(IReadOnlyList<string> names)
    {
        ExampleColumns columns;
        try
        {
            columns = ExampleColumns.Resolve(names, options.Columns);
        }
        catch (TuningDataException fault)
        {
            throw new ExampleFileException(file, fault.Message, options.Header is null ? [table.Line] : []);
        }
        _width = names.Count;
        _input = Index(columns.Input);
        _output = Index(columns.Output);
        _system = Index(columns.SystemInstruction);
        _rejected = Index(columns.Rejected);

        int Index(string? column) => column is null ? -1 : names.Select((name, index) => (name, index)).First(one => one.name == column).index;
    }

    string? RowProblem()
    {
        if (table.Fault == TableFault.TextAfterQuote)
            return Messages.TextAfterQuote;
        if (table.FieldCount <= Math.Max(_input, _output))
            return Messages.FieldsMissing(found: table.FieldCount, expected: _width);
        for (var i = _width; i < table.FieldCount; i++)
            if (table[i].Length > 0)
                return Messages.FieldsTooMany(found: table.FieldCount, expected: _width);
        return null;
    }

    TuningExample Example() => new()
    {
        TextInput = table[_input],
        Output = table[_output],
        SystemInstruction = Optional(_system),
        RejectedOutput = _rejected >= 0 && _rejected < table.FieldCount ? table[_rejected] : null,
        File = file,
        Line = table.Line,
    };

    string? Optional(int index) => index >= 0 && index < table.FieldCount && table[index] is { Length: > 0 } text ? text : null;

    ExampleFileException Problem(string problem) => new(file, problem, table.Line);
}

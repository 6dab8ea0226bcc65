namespace GeminiTuning;

/// <summary>Which columns of a table hold the inputs and the outputs.</summary>
/// <param name="Input">The column of the inputs.</param>
/// <param name="Output">The column of the outputs.</param>
/// <param name="SystemInstruction">The column of the system instructions; null for none.</param>
/// <param name="Rejected">The column of the outputs to avoid, in a table of preference pairs; null for none.</param>
public sealed record ExampleColumns(string Input, string Output, string? SystemInstruction = null, string? Rejected = null)
{
    const string UsualSystemInstruction = "systeminstruction";

    static readonly string[] s_inputs = ["textinput", "input", "prompt", "question"];
    static readonly string[] s_outputs = ["output", "textoutput", "completion", "response", "answer", "label"];
    static readonly string[] s_preferred = ["preferredoutput", "preferred", "chosen"];
    static readonly string[] s_rejected = ["rejectedoutput", "dispreferred", "rejected"];

    /// <summary>Finds the two columns: those that are named, else by the names that are usual for them
    /// (<c>text_input</c>, <c>Input</c>, <c>Prompt</c>, <c>Question</c>; <c>output</c>, <c>Completion</c>,
    /// <c>Response</c>, <c>Answer</c>, <c>Label</c>), whatever their case, underscores, hyphens and spaces.</summary>
    /// <param name="columns">The columns that are there.</param>
    /// <param name="input">The input's column, or null to look for it.</param>
    /// <param name="output">The output's column, or null to look for it.</param>
    /// <exception cref="TuningDataException">A column is not there, or it is not clear which one is meant.</exception>
    public static ExampleColumns Resolve(IReadOnlyCollection<string> columns, string? input, string? output)
    {
        var found = new ExampleColumns(
            ResolveInput(columns, input),
            output is null ? Find(columns, "output", "OutputProperty", s_outputs) : Named(columns, output, "OutputProperty"));
        return found.Input != found.Output
            ? found
            : throw new TuningDataException(Messages.ColumnIsBoth(Shown(found.Input)));
    }

    /// <summary>Finds the columns of a table that may also have system instructions, and preference pairs: an output named
    /// <c>preferred</c> or <c>chosen</c> beside one named <c>dispreferred</c> or <c>rejected</c>.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    /// <param name="columns">The columns that are there.</param>
    /// <param name="choice">The columns that are named; null for those to look for.</param>
    public static ExampleColumns Resolve(IReadOnlyCollection<string> columns, ColumnChoice choice)
    {
        var rejected = choice.Rejected is { } named ? Named(columns, named, "RejectedProperty") : Only(columns, s_rejected);
        var preferred = choice.Output is null && rejected is not null ? Only(columns, s_preferred) : null;
        if (choice.Rejected is null && preferred is null)
            rejected = null;
        return Resolve(columns, choice.Input, choice.Output ?? preferred) with
        {
            SystemInstruction = ResolveSystemInstruction(columns, choice.SystemInstruction),
            Rejected = rejected,
        };
    }

    /// <summary>Finds the column of the prompts in the same way.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    public static string ResolveInput(IReadOnlyCollection<string> columns, string? input) =>
        input is null ? Find(columns, "input", "InputProperty", s_inputs) : Named(columns, input, "InputProperty");

    /// <summary>Finds the column of what the model is told beforehand: the one that is named, else <c>system_instruction</c>
    /// in any spelling, else none.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    public static string? ResolveSystemInstruction(IReadOnlyCollection<string> columns, string? named) =>
        named is null ? columns.FirstOrDefault(column => Plain(column) == UsualSystemInstruction) : Named(columns, named, "SystemInstructionProperty");

    // The name as it is goes before one in another case, since a table may have both.
    static string Named(IReadOnlyCollection<string> columns, string name, string parameter) =>
        columns.FirstOrDefault(column => Bare(column) == Bare(name))
        ?? columns.FirstOrDefault(column => Bare(column).Equals(Bare(name), StringComparison.OrdinalIgnoreCase))
        ?? throw new TuningDataException(Messages.ColumnMissing(name: PrintableText.Of(name), parameter: parameter, columns: There(columns)));

    // A byte order mark that was read as a part of the first column's name.
    static string Bare(string column) => column.TrimStart('\uFEFF');

    // The API's own name goes before all others; among the others there must be just one, since a guess would
    // tune a model on the wrong column.
    static string Find(IReadOnlyCollection<string> columns, string what, string parameter, string[] usual)
    {
        var own = columns.Where(column => Plain(column) == usual[0]).ToList();
        var found = own.Count > 0 ? own : columns.Where(column => usual.Contains(Plain(column))).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new TuningDataException(Messages.NoColumnFound(what: what, columns: There(columns, Messages.SayWhichColumn(parameter)))),
            _ => throw new TuningDataException(Messages.ManyColumns(what: what, shown: string.Join(", ", found.Select(Shown)), parameter: parameter)),
        };
    }

    static string? Only(IReadOnlyCollection<string> columns, string[] usual) =>
        columns.Where(column => usual.Contains(Plain(column))).ToList() is [var only] ? only : null;

    static string There(IReadOnlyCollection<string> columns, string advice = "") => columns switch
    {
        { Count: 0 } => Messages.ObjectHasNoColumns,
        { Count: 1 } when Separator(columns.First()) is { } separator => Messages.OneColumnOfWholeLines(line: Shown(columns.First()), separator: separator),
        _ => Messages.ColumnsThere(shown: string.Join(", ", columns.Select(Shown)), advice: advice),
    };

    // A file that was read with another separator than its own has it in its one column.
    static string? Separator(string column) => column.FirstOrDefault(c => c is ';' or '\t' or '|' or ',') switch
    {
        '\0' => null,
        '\t' => "\"`t\"",
        var c => $"'{c}'",
    };

    // In quotes where it would not be seen, or not be seen as one.
    static string Shown(string column) =>
        PrintableText.Of(column) is var text && (text.Length == 0 || text != text.Trim() || text.Contains(',', StringComparison.Ordinal)) ? $"'{text}'" : text;

    static string Plain(string column) =>
        string.Concat(column.Where(c => c is not ('_' or '-' or ' ' or '\uFEFF'))).ToLowerInvariant();
}

/// <summary>The columns that were named; null for those to look for.</summary>
/// <param name="Input">The column of the inputs.</param>
/// <param name="Output">The column of the outputs.</param>
/// <param name="SystemInstruction">The column of the system instructions.</param>
/// <param name="Rejected">The column of the outputs to avoid, in a table of preference pairs.</param>
public sealed record ColumnChoice(string? Input = null, string? Output = null, string? SystemInstruction = null, string? Rejected = null);

namespace GeminiTuning;

/// <summary>The columns of a table that contain the inputs and the outputs.</summary>
/// <param name="Input">The input column.</param>
/// <param name="Output">The output column.</param>
/// <param name="SystemInstruction">The column of the system instruction; null for none.</param>
/// <param name="Rejected">The column of the outputs to avoid, in a table of preference pairs; null for none.</param>
public sealed record ExampleColumns(string Input, string Output, string? SystemInstruction = null, string? Rejected = null)
{
    const string UsualSystemInstruction = "systeminstruction";
    // The first line of a CSV file can tell Excel the delimiter. Import-Csv takes it for the names of the columns.
    const string ExcelLine = "sep=";

    static readonly string[] s_inputs = ["textinput", "input", "prompt", "question"];
    static readonly string[] s_outputs = ["output", "textoutput", "completion", "response", "answer", "label"];
    static readonly string[] s_preferred = ["preferredoutput", "preferred", "chosen"];
    static readonly string[] s_rejected = ["rejectedoutput", "dispreferred", "rejected"];

    /// <summary>Finds the input and the output column: the specified ones, or else by common names
    /// (<c>text_input</c>, <c>Input</c>, <c>Prompt</c>, <c>Question</c>; <c>output</c>, <c>Completion</c>,
    /// <c>Response</c>, <c>Answer</c>, <c>Label</c>). Case, underscores, hyphens, and spaces are ignored.</summary>
    /// <param name="columns">The available columns.</param>
    /// <param name="input">The input column, or null to find it.</param>
    /// <param name="output">The output column, or null to find it.</param>
    /// <exception cref="TuningDataException">A column doesn't exist, or more than one column matches.</exception>
    public static ExampleColumns Resolve(IReadOnlyCollection<string> columns, string? input, string? output)
    {
        var found = new ExampleColumns(
            ResolveInput(columns, input),
            ResolveOutput(columns, output));
        return found.Input != found.Output
            ? found
            : throw new TuningDataException(Messages.ColumnIsBoth(Shown(found.Input)));
    }

    /// <summary>Finds the columns of a table that may also have system instructions, and preference pairs: an output named
    /// <c>preferred</c> or <c>chosen</c> beside one named <c>dispreferred</c> or <c>rejected</c>.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    /// <param name="columns">The available columns.</param>
    /// <param name="choice">The specified columns; null for those to find.</param>
    public static ExampleColumns Resolve(IReadOnlyCollection<string> columns, ColumnChoice choice)
    {
        var found = Resolve(columns, choice.Input, choice.Output) with
        {
            SystemInstruction = ResolveSystemInstruction(columns, choice.SystemInstruction),
            Rejected = choice.Rejected is { } named ? Named(columns, named, "RejectedProperty")
                : choice.Output is null && PreferredOf(columns) is not null ? Only(columns, s_rejected)
                : null,
        };
        return found.Rejected is { } rejected && (rejected == found.Input || rejected == found.Output)
            ? throw new TuningDataException(Messages.ColumnIsRejectedToo(Shown(rejected)))
            : found;
    }

    /// <summary>Finds the prompt column in the same way.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    public static string ResolveInput(IReadOnlyCollection<string> columns, string? input) =>
        input is null ? Find(columns, "input", "InputProperty", s_inputs) : Named(columns, input, "InputProperty");

    /// <summary>Finds the output column in the same way; in a table of preference pairs, the column of the preferred outputs.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    public static string ResolveOutput(IReadOnlyCollection<string> columns, string? output) =>
        output is not null ? Named(columns, output, "OutputProperty") : PreferredOf(columns) ?? Find(columns, "output", "OutputProperty", s_outputs);

    /// <summary>Finds the column of the system instruction: the specified one, or else <c>system_instruction</c> in any spelling, or
    /// else none.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyCollection{string}, string?, string?)" path="/exception"/>
    public static string? ResolveSystemInstruction(IReadOnlyCollection<string> columns, string? named) =>
        named is null ? columns.FirstOrDefault(column => Plain(column) == UsualSystemInstruction) : Named(columns, named, "SystemInstructionProperty");

    // An exact match takes precedence over one in another case, because a table can contain both.
    static string Named(IReadOnlyCollection<string> columns, string name, string parameter) =>
        columns.FirstOrDefault(column => Bare(column) == Bare(name))
        ?? columns.FirstOrDefault(column => Bare(column).Equals(Bare(name), StringComparison.OrdinalIgnoreCase))
        ?? throw new TuningDataException(Messages.ColumnMissing(name: PrintableText.Of(name), parameter: parameter, columns: There(columns)));

    // Removes a byte order mark that was read as part of the name of the first column.
    static string Bare(string column) => column.TrimStart('\uFEFF');

    // The name in the API takes precedence. Of the other names, exactly one must match, because a guess could tune a model on the
    // wrong column.
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

    static string? PreferredOf(IReadOnlyCollection<string> columns) => Only(columns, s_rejected) is null ? null : Only(columns, s_preferred);

    static string? Only(IReadOnlyCollection<string> columns, string[] usual) =>
        columns.Where(column => usual.Contains(Plain(column))).ToList() is [var only] ? only : null;

    static string There(IReadOnlyCollection<string> columns, string advice = "") => columns switch
    {
        { Count: 0 } => Messages.ObjectHasNoColumns,
        _ when columns.FirstOrDefault(column => Bare(column).StartsWith(ExcelLine, StringComparison.OrdinalIgnoreCase)) is { } line =>
            Messages.ExcelSeparatorLine(line: Shown(Bare(line)), separator: Separator(line)),
        { Count: 1 } when Separator(columns.First()) is { } separator => Messages.OneColumnOfWholeLines(line: Shown(columns.First()), separator: separator),
        _ => Messages.ColumnsThere(shown: string.Join(", ", columns.Select(Shown)), advice: advice),
    };

    // If a file was read with the wrong delimiter, its only column contains the actual delimiter.
    static string? Separator(string column) => column.FirstOrDefault(c => c is ';' or '\t' or '|' or ',') switch
    {
        '\0' => null,
        '\t' => "\"`t\"",
        var c => $"'{c}'",
    };

    // Quotes names that would otherwise be invisible or look like several names.
    static string Shown(string column) =>
        PrintableText.Of(column) is var text && (text.Length == 0 || text != text.Trim() || text.Contains(',', StringComparison.Ordinal)) ? $"'{text}'" : text;

    static string Plain(string column) =>
        column.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace("\uFEFF", "", StringComparison.Ordinal).ToLowerInvariant();
}

/// <summary>The columns that were named; null for those to look for.</summary>
/// <param name="Input">The column of the inputs.</param>
/// <param name="Output">The column of the outputs.</param>
/// <param name="SystemInstruction">The column of the system instructions.</param>
/// <param name="Rejected">The column of the outputs to avoid, in a table of preference pairs.</param>
public sealed record ColumnChoice(string? Input = null, string? Output = null, string? SystemInstruction = null, string? Rejected = null);

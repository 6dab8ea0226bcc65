using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Binding;
using GeminiTuning.Session;

namespace GeminiTuning.Completion;

/// <summary>Finds the columns of the objects that are piped to a command, without running the command line: the columns of a file in
/// Import-Csv, or of the objects in a variable.</summary>
static class PipedColumns
{
    // Commands that pass objects on unchanged.
    static readonly string[] s_passing = ["Where-Object", "where", "?", "Sort-Object", "sort", "Get-Random", "Tee-Object", "tee", "Select-Object", "select"];
    // With only these parameters, Select-Object does, too.
    static readonly string[] s_choosing = ["First", "Last", "Skip", "SkipLast", "Index", "Wait"];

    /// <summary>Returns the columns; none if they can't be determined.</summary>
    public static IReadOnlyCollection<string> Find(CommandAst command)
    {
        if (Is(command, "Import-TuningExample"))
            return OfFile(command, new ExampleFileOptions());
        if (command.Parent is not PipelineAst pipeline)
            return [];
        var before = pipeline.PipelineElements.TakeWhile(element => element != command).Reverse().SkipWhile(PassesOn).FirstOrDefault();
        return before switch
        {
            CommandAst source when Is(source, "Import-Csv", "ipcsv") => OfFile(source, new ExampleFileOptions { Format = ExampleFormat.Csv, Delimiter = ',' }),
            CommandExpressionAst { Expression: VariableExpressionAst variable } => OfVariable(variable),
            null => command.CommandElements.OfType<VariableExpressionAst>().Select(OfVariable).FirstOrDefault(columns => columns.Count > 0) ?? [],
            _ => [],
        };
    }

    static bool PassesOn(CommandBaseAst element) => element is CommandAst command && Is(command, s_passing)
        && !(Is(command, "Select-Object", "select") && command.CommandElements.Skip(1).Any(MakesColumns));

    static bool MakesColumns(CommandElementAst element) => element is not (CommandParameterAst or ConstantExpressionAst { Value: int })
        || element is CommandParameterAst { ParameterName: { } name } && !s_choosing.Contains(name, StringComparer.OrdinalIgnoreCase);

    static bool Is(CommandAst command, params string[] names) =>
        command.GetCommandName() is { } name && names.Contains(name[(name.LastIndexOf('\\') + 1)..], StringComparer.OrdinalIgnoreCase);

    static IReadOnlyCollection<string> OfVariable(VariableExpressionAst variable)
    {
        var value = TypingSession.Variable(variable.VariablePath.UserPath);
        var first = Wrapping.Unwrap(value) is IList list ? list.Cast<object?>().FirstOrDefault(item => item is not null) : value;
        return first is null || new Row(PSObject.AsPSObject(first)) is { IsSingleValue: true } ? [] : new Row(PSObject.AsPSObject(first)).Columns;
    }

    static IReadOnlyCollection<string> OfFile(CommandAst import, ExampleFileOptions options)
    {
        var bound = StaticParameterBinder.BindCommand(import, true).BoundParameters;
        if (bound.TryGetValue("Header", out var header))
            return header.Value is ArrayLiteralAst { Elements: var elements } ? [.. elements.OfType<StringConstantExpressionAst>().Select(element => element.Value)] : [];
        var parameter = bound.ContainsKey("LiteralPath") ? "LiteralPath" : "Path";
        return bound.TryGetValue(parameter, out var path) && Text(path.Value) is { } typed && TypingSession.File(parameter, typed) is { } file
            ? Columns(file, options with { Delimiter = Delimiter(bound) ?? options.Delimiter })
            : [];
    }

    static IReadOnlyList<string> Columns(string path, ExampleFileOptions options)
    {
        try
        {
            using var file = new ExampleFile(path, options, Adapters.Factory);
            return file.ReadColumns();
        }
        catch (ExampleFileException)
        {
            return [];
        }
    }

    static char? Delimiter(Dictionary<string, ParameterBindingResult> bound)
    {
        if (bound.ContainsKey("UseCulture"))
            return System.Globalization.CultureInfo.CurrentCulture.TextInfo.ListSeparator[0];
        return bound.TryGetValue("Delimiter", out var given) && Text(given.Value) is { Length: 1 } text ? text[0] : null;
    }

    // A constant, or a variable that contains a string or a file.
    static string? Text(CommandElementAst? element) => element switch
    {
        StringConstantExpressionAst constant => constant.Value,
        ExpandableStringExpressionAst { NestedExpressions.Count: 0 } text => text.Value,
        VariableExpressionAst variable => TypingSession.Variable(variable.VariablePath.UserPath)?.ToString(),
        _ => null,
    };
}

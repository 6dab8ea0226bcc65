using System.Text.Json;

namespace GeminiTuning;

/// <summary>What is wrong with an example, so that a service refuses it or can't use it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">What broke it, and what is allowed.</param>
readonly record struct ExampleProblem(TuningDataRule Rule, string Message)
{
    /// <summary>Returns all that is wrong with an example. It allocates nothing for an example that is right, since each row of a large
    /// dataset goes through here.</summary>
    public static IReadOnlyList<ExampleProblem> Of(TuningExample example, ExampleLimits limits)
    {
        List<ExampleProblem>? found = null;
        if (example.Json is null || limits.TakesChats)
            AddTexts(example, limits, ref found);
        if (example.RejectedOutput is not null)
            Add(ref found, new ExampleProblem(TuningDataRule.Unsupported, Messages.PreferencePairUnsupported));
        if (example.Json is not null && !limits.TakesChats)
            Add(ref found, new ExampleProblem(TuningDataRule.Unsupported, Messages.ChatUnsupported(limits.Service)));
        else if (example is { Json: { } json, RejectedOutput: null } && OrderProblem(json) is { } order)
            Add(ref found, new ExampleProblem(TuningDataRule.ChatOrder, order));
        return found ?? (IReadOnlyList<ExampleProblem>)[];
    }

    // A chat has its texts in its turns, and what isn't text has no length: that the last one isn't the model's is another rule.
    static void AddTexts(TuningExample example, ExampleLimits limits, ref List<ExampleProblem>? found)
    {
        Add(ref found, Text(Messages.TheInput, example.TextInput, limits.InputLength));
        if (example.Json is null || example.Output.Length > 0)
            Add(ref found, Text(Messages.TheOutput, example.Output, limits.OutputLength));
        if (example.SystemInstruction is { } instruction && limits.TakesSystemInstructions)
            Add(ref found, Text(Messages.TheSystemInstruction, instruction, limits.InputLength));
    }

    static void Add(ref List<ExampleProblem>? found, ExampleProblem? problem)
    {
        if (problem is { } one)
            (found ??= []).Add(one);
    }

    static ExampleProblem? Text(string what, string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
            return new ExampleProblem(TuningDataRule.Empty, Messages.TextEmpty(what));
        if (TuningLimits.HalfPair(text) is { } position)
            return new ExampleProblem(TuningDataRule.InvalidText, Messages.TextHasHalfPair(what, position));
        return text.Length > longest && TuningLimits.Length(text) is var length && length > longest
            ? new ExampleProblem(TuningDataRule.TooLong, Messages.TextTooLong(what: what, length: length, maximum: longest))
            : null;
    }

    static string? OrderProblem(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return Chat.Read(parsed.RootElement).OrderProblem;
    }
}

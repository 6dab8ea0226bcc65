using System.Text.Json;

namespace GeminiTuning;

/// <summary>What is wrong with an example, so that a service refuses it or can't use it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">What broke it, and what is allowed.</param>
readonly record struct ExampleProblem(TuningDataRule Rule, string Message)
{
    /// <summary>Returns all that is wrong with an example.</summary>
    public static IEnumerable<ExampleProblem> Of(TuningExample example, ExampleLimits limits)
    {
        foreach (var (what, text, longest) in Texts(example, limits))
            if (Text(what, text, longest) is { } problem)
                yield return problem;
        if (example.RejectedOutput is not null)
            yield return new ExampleProblem(TuningDataRule.Unsupported, Messages.PreferencePairUnsupported);
        if (example.Json is null)
            yield break;
        if (!limits.TakesChats)
            yield return new ExampleProblem(TuningDataRule.Unsupported, Messages.ChatUnsupported(limits.Service));
        else if (example.RejectedOutput is null && OrderProblem(example.Json) is { } order)
            yield return new ExampleProblem(TuningDataRule.ChatOrder, order);
    }

    // A chat has its texts in its turns, and what isn't text has no length: that the last one isn't the model's is another rule.
    static IEnumerable<(string What, string? Text, int Longest)> Texts(TuningExample example, ExampleLimits limits)
    {
        if (example.Json is not null && !limits.TakesChats)
            yield break;
        yield return (Messages.TheInput, example.TextInput, limits.InputLength);
        if (example.Json is null || example.Output.Length > 0)
            yield return (Messages.TheOutput, example.Output, limits.OutputLength);
        if (example.SystemInstruction is { } instruction && limits.TakesSystemInstructions)
            yield return (Messages.TheSystemInstruction, instruction, limits.InputLength);
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

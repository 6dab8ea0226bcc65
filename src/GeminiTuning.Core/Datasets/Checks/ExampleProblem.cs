using System.Text.Json;

namespace GeminiTuning;

/// <summary>What is wrong with an example, so that a service refuses it or can't use it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">What broke it, and what is allowed.</param>
readonly record struct ExampleProblem(TuningDataRule Rule, string Message)
{
    /// <summary>Returns all that is wrong with an example. It allocates nothing for an example that is right, since each row of a large
    /// dataset goes through here.</summary>
    /// <param name="example">The example.</param>
    /// <param name="limits">What the service takes.</param>
    /// <param name="datasetMethod">The method that the dataset is for; null for an example that stands alone.</param>
    public static IReadOnlyList<ExampleProblem> Of(TuningExample example, ExampleLimits limits, TuningMethod? datasetMethod = null)
    {
        var method = datasetMethod ?? example.Method;
        List<ExampleProblem>? found = null;
        if (example.Json is null || limits.TakesChats)
            AddTexts(example, limits, ref found);
        if (example.Method != method)
            Add(ref found, new ExampleProblem(
                TuningDataRule.MixedMethod, method == TuningMethod.Preference ? Messages.OtherAmongPairs : Messages.PairAmongOthers));
        else if (method == TuningMethod.Preference)
            AddPair(example, limits, ref found);
        if (example.Json is { } json)
            Add(ref found, limits.TakesChats ? OfChat(json, example.Method)
                : new ExampleProblem(TuningDataRule.Unsupported, Messages.ChatUnsupported(limits.Service)));
        return found ?? (IReadOnlyList<ExampleProblem>)[];
    }

    static void AddPair(TuningExample example, ExampleLimits limits, ref List<ExampleProblem>? found)
    {
        if (limits.Preference is null)
            Add(ref found, new ExampleProblem(TuningDataRule.Unsupported, Messages.PreferencePairUnsupported(limits.Service)));
        else if (Text(Messages.TheRejectedOutput, example.RejectedOutput, limits.OutputLength) is { } problem)
            Add(ref found, problem);
        else if (example.RejectedOutput == example.Output)
            Add(ref found, new ExampleProblem(TuningDataRule.EqualOutputs, Messages.PairOutputsEqual));
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

    static ExampleProblem? OfChat(string json, TuningMethod method)
    {
        using var parsed = JsonDocument.Parse(json);
        var chat = Chat.Read(parsed.RootElement);
        if (method == TuningMethod.Preference && VertexForm.PairProblem(parsed.RootElement, chat) is { } problem)
            return new ExampleProblem(TuningDataRule.Unsupported, problem);
        return (method == TuningMethod.Preference ? chat.PromptOrderProblem : chat.OrderProblem) is { } order
            ? new ExampleProblem(TuningDataRule.ChatOrder, order)
            : null;
    }
}

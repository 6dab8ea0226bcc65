using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Reads responses from the pipeline, including responses that were saved to a file and read back.</summary>
static class AnswerReader
{
    /// <summary>Returns the response; null if the object isn't one.</summary>
    public static TunedModelResponse? Read(PSObject item)
    {
        if (item.BaseObject is TunedModelResponse response)
            return response;
        var (prompt, text, model) = (Value(item, nameof(response.Prompt)), Value(item, nameof(response.Text)), Value(item, nameof(response.Model)));
        if (prompt is not string input || text is not string output || model is not string name || item.Properties[nameof(response.InputObject)] is not { } row)
            return null;
        return new TunedModelResponse
        {
            Prompt = input,
            Model = name,
            ModelDisplayName = Value(item, nameof(response.ModelDisplayName)) as string,
            Candidates = [new ResponseCandidate { Text = output }],
            InputObject = row.Value,
            Usage = Usage(Value(item, nameof(response.Usage))),
            Latency = Latency(Value(item, nameof(response.Latency))),
        };
    }

    static object? Value(PSObject item, string property) => Wrapping.Unwrap(item.Properties[property]?.Value);

    static TokenUsage Usage(object? value)
    {
        if (value is null)
            return new TokenUsage();
        var usage = PSObject.AsPSObject(value);
        int Count(string property) => LanguagePrimitives.TryConvertTo(usage.Properties[property]?.Value, CultureInfo.InvariantCulture, out int count) ? count : 0;
        return new TokenUsage
        {
            PromptTokenCount = Count(nameof(TokenUsage.PromptTokenCount)),
            CandidatesTokenCount = Count(nameof(TokenUsage.CandidatesTokenCount)),
            ThoughtsTokenCount = Count(nameof(TokenUsage.ThoughtsTokenCount)),
            TotalTokenCount = Count(nameof(TokenUsage.TotalTokenCount)),
        };
    }

    // CLIXML keeps a time span. ConvertTo-Json writes its properties, or its text if the depth is used up.
    static TimeSpan? Latency(object? value) => value switch
    {
        TimeSpan span => span,
        string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
        PSObject properties when LanguagePrimitives.TryConvertTo(properties.Properties[nameof(TimeSpan.Ticks)]?.Value, out long ticks) => TimeSpan.FromTicks(ticks),
        _ => null,
    };
}

using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;

namespace GeminiTuning.Completion;

/// <summary>Reads a model off a line that is still being typed.</summary>
static class ModelNames
{
    /// <summary>A model's full name; null where the text is no name, or one with wildcards.</summary>
    public static string? Complete(string text)
    {
        try
        {
            return ResourceName.TunedModel(text);
        }
        catch (TuningArgumentException)
        {
            return null;
        }
    }

    /// <summary>The model of -Model, as a name or an object; null where there is none yet, or none that is clear.</summary>
    public static string? OfParameter(IDictionary? bound) => TextOf(bound, "Model") is { } text ? Complete(text) : null;

    /// <summary>A parameter's model as it was typed, or an object's name; null where there is none.</summary>
    public static string? TextOf(IDictionary? bound, string parameter)
    {
        var given = Wrapping.Unwrap(bound?[parameter]);
        if (given is IList { Count: > 0 } list)
            given = Wrapping.Unwrap(list[0]);
        return given is null ? null
            : (given is string text && text.StartsWith('$') ? NameOf(TypingSession.Variable(text[1..])) : NameOf(given)) is { Length: > 0 } name ? name
            : null;
    }

    static string NameOf(object? given) =>
        given as string ?? (given is null ? null : PSObject.AsPSObject(given).Properties["Name"]?.Value as string) ?? "";
}

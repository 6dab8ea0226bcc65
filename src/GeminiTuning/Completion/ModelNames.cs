using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;

namespace GeminiTuning.Completion;

/// <summary>Finds the model in an incomplete command line.</summary>
static class ModelNames
{
    /// <summary>Returns the full name of a model; null if the text isn't a name or contains wildcards.</summary>
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

    /// <summary>Returns the model of -Model, as a name or an object; null if there is none or more than one.</summary>
    public static string? OfParameter(IDictionary? bound) => TextOf(bound, "Model") is { } text ? Complete(text) : null;

    /// <summary>Returns the model of a parameter as it was typed, or the name of an object; null if there is none.</summary>
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

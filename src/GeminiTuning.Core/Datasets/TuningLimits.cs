namespace GeminiTuning;

/// <summary>The limits of tuning on the Gemini Developer API (ai.google.dev, "Fine-tuning with the Gemini API") and on Vertex AI
/// (cloud.google.com, "Prepare supervised fine-tuning data for Gemini models"). Lengths are in Unicode characters: a
/// surrogate pair counts as one.</summary>
public static class TuningLimits
{
    /// <summary>The maximum length of an input and of a prompt for a tuned model, in characters.</summary>
    public const int InputLength = 40_000;

    /// <summary>The maximum length of an output, in characters.</summary>
    public const int OutputLength = 5_000;

    /// <summary>The maximum length of a display name, in characters.</summary>
    public const int DisplayNameLength = 40;

    /// <summary>The maximum size of a request, in bytes.</summary>
    public const int RequestBytes = 4 * 1024 * 1024;

    /// <summary>The maximum length of a display name on Vertex AI, in characters (tuning_job.proto).</summary>
    public const int VertexDisplayNameLength = 128;

    /// <summary>The maximum size of a dataset on Vertex AI, in bytes.</summary>
    public const long FileBytes = 1024L * 1024 * 1024;

    /// <summary>The maximum number of validation examples on Vertex AI.</summary>
    public const int ValidationCount = 5_000;

    /// <summary>The minimum number of examples that Google recommends.</summary>
    public const int AdvisedExampleCount = 20;

    /// <summary>Returns the problem of a text that is empty, too long, or invalid Unicode; null if the text is valid.</summary>
    /// <param name="what">The name of the text, such as "The input".</param>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The maximum length, in characters.</param>
    public static string? Check(string what, string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text))
            return Messages.TextEmpty(what);
        if (HalfPair(text) is { } position)
            return Messages.TextHasHalfPair(what, position);
        var length = Length(text);
        return length > maximum
            ? Messages.TextTooLong(what: what, length: length, maximum: maximum)
            : null;
    }

    /// <summary>The length of a text in characters of Unicode: a surrogate pair is one.</summary>
    internal static int Length(string text)
    {
        var length = text.Length;
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF');
        while (at >= 0)
        {
            length--;
            var rest = text.AsSpan(++at).IndexOfAnyInRange('\uD800', '\uDBFF');
            at = rest < 0 ? -1 : at + rest;
        }
        return length;
    }

    /// <summary>The place of the first half of a surrogate pair, counted in characters from 1; null if there is none.</summary>
    internal static int? HalfPair(string? text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var (i, length) = (first, first + 1); i >= 0 && i < text!.Length; i++, length++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return length;
            i++;
        }
        return null;
    }

    /// <summary>Returns the problem of a prompt, as <see cref="Check"/> does.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="maximum">The maximum length, in characters.</param>
    public static string? CheckPrompt(string? prompt, int maximum) => Check(Messages.ThePrompt, prompt, maximum);

    /// <summary>Returns the problem of a display name, as <see cref="Check"/> does, or if it contains only spaces or has control characters.</summary>
    /// <param name="what">The name of the value, such as "-DisplayName".</param>
    /// <param name="name">The name.</param>
    /// <param name="longest">The maximum length, in characters.</param>
    public static string? CheckDisplayName(string what, string name, int longest = DisplayNameLength) =>
        Check(what, name, longest) is { } problem ? problem
        : string.IsNullOrWhiteSpace(name) ? Messages.NameOnlySpaces(what)
        : name.Any(char.IsControl) ? Messages.NameHasControl(what)
        : null;
}

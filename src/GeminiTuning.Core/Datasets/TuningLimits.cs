namespace GeminiTuning;

/// <summary>The limits of tuning on the Gemini Developer API (ai.google.dev, "Fine-tuning with the Gemini API") and on Vertex AI
/// (cloud.google.com, "Prepare supervised fine-tuning data for Gemini models"). Lengths are in characters of Unicode: one beyond
/// the BMP counts as one.</summary>
public static class TuningLimits
{
    /// <summary>The longest input of an example, and the longest prompt to a tuned model.</summary>
    public const int InputLength = 40_000;

    /// <summary>The longest output of an example.</summary>
    public const int OutputLength = 5_000;

    /// <summary>The longest display name.</summary>
    public const int DisplayNameLength = 40;

    /// <summary>The largest request, in bytes.</summary>
    public const int RequestBytes = 4 * 1024 * 1024;

    /// <summary>The longest display name on Vertex AI (tuning_job.proto).</summary>
    public const int VertexDisplayNameLength = 128;

    /// <summary>The largest file of examples on Vertex AI, in bytes.</summary>
    public const long FileBytes = 1024L * 1024 * 1024;

    /// <summary>The most examples to validate with on Vertex AI.</summary>
    public const int ValidationCount = 5_000;

    /// <summary>The fewest examples that Google advises.</summary>
    public const int AdvisedExampleCount = 20;

    /// <summary>What is wrong with a text, or null: it is empty, too long, or not valid Unicode.</summary>
    /// <param name="what">What the text is, such as "the input".</param>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The longest it may be, in characters.</param>
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
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0; )
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

    /// <summary>As <see cref="Check"/>, of a prompt.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="maximum">The longest it may be, in characters.</param>
    public static string? CheckPrompt(string? prompt, int maximum) => Check(Messages.ThePrompt, prompt, maximum);

    /// <summary>What is wrong with a display name, or null: as <see cref="Check"/>, or it would not be seen in a list.</summary>
    /// <param name="what">What it is, such as "-DisplayName".</param>
    /// <param name="name">The name.</param>
    /// <param name="longest">The longest it may be, in characters.</param>
    public static string? CheckDisplayName(string what, string name, int longest = DisplayNameLength) =>
        Check(what, name, longest) is { } problem ? problem
        : string.IsNullOrWhiteSpace(name) ? Messages.NameOnlySpaces(what)
        : name.Any(char.IsControl) ? Messages.NameHasControl(what)
        : null;
}

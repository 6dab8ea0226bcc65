namespace GeminiTuning;

/// <summary>Checks that an answer is about what was asked: a proxy or a cache that mixes answers up must not let a pipeline go
/// on with somebody else's model.</summary>
static class AnswerName
{
    /// <summary>The name of what an answer is about.</summary>
    /// <param name="asked">The name in the request.</param>
    /// <param name="got">The name in the answer; null where it has none, or none that can be asked for.</param>
    /// <exception cref="TuningServiceException">The answer has another name.</exception>
    public static string Of(string asked, string? got) => string.IsNullOrEmpty(got) || string.Equals(got, asked, StringComparison.OrdinalIgnoreCase)
        ? asked
        : throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.AnswerOfAnother(asked: asked, got: PrintableText.Of(got, 200)));
}

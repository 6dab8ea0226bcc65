namespace GeminiTuning;

/// <summary>A value, or a combination of values, isn't allowed. Nothing was sent. Unlike other argument exceptions, it is about
/// what a person entered: its message says what is allowed.</summary>
public sealed class TuningArgumentException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and what is allowed.</param>
    /// <param name="innerException">The cause, or null.</param>
    public TuningArgumentException(string message, Exception? innerException = null) : base(PrintableText.Message(message), Secrets.Clean(innerException))
    {
    }
}

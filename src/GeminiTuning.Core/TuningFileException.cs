namespace GeminiTuning;

/// <summary>A file that the library keeps on this computer can't be read or written: a stored sign-in, or the temporary file of a
/// dataset.</summary>
public sealed class TuningFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened to which file.</param>
    /// <param name="innerException">The cause, or null.</param>
    public TuningFileException(string message, Exception? innerException = null) : base(PrintableText.Message(message), Secrets.Clean(innerException))
    {
    }

    /// <inheritdoc cref="Guard{T}"/>
    internal static void Guard(Action step) => Guard(
        static step =>
        {
            step();
            return true;
        },
        step);

    /// <summary>Does something with a file. What the file system refuses leaves it as this exception.</summary>
    internal static T Guard<T>(Func<T> step) => Guard(static step => step(), step);

    // Without an object that is allocated for each call: each row of a dataset goes through here.
    static TResult Guard<TStep, TResult>(Func<TStep, TResult> run, TStep step)
    {
        try
        {
            return run(step);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TuningFileException(fault.Message, fault);
        }
    }
}

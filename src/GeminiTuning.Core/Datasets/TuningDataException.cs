namespace GeminiTuning;

/// <summary>The examples or prompts are invalid. Nothing was sent.</summary>
public sealed class TuningDataException : Exception
{
    /// <summary>Creates an exception for a problem of the whole set.</summary>
    /// <param name="message">The problem.</param>
    /// <param name="ofPrompts">Whether the rows are prompts instead of examples.</param>
    public TuningDataException(string message, bool ofPrompts = false) : base(PrintableText.Message(message)) => OfPrompts = ofPrompts;

    /// <summary>Creates an exception for problems of rows.</summary>
    /// <param name="problems">The first problems.</param>
    /// <param name="problemCount">The number of all problems.</param>
    /// <param name="besides">A problem of the whole set, or null.</param>
    /// <param name="ofPrompts">Whether the rows are prompts instead of examples.</param>
    public TuningDataException(IReadOnlyList<RowProblem> problems, int problemCount, string? besides = null, bool ofPrompts = false)
        : base(Messages.ProblemsInRows(problems, problemCount, ofPrompts, besides)) => (Problems, ProblemCount, OfPrompts) = (problems, problemCount, ofPrompts);

    /// <summary>Whether the rows are prompts instead of examples.</summary>
    public bool OfPrompts { get; }

    /// <summary>The first invalid rows; empty if the problem is about the whole set.</summary>
    public IReadOnlyList<RowProblem> Problems { get; } = [];

    /// <summary>The number of all problems.</summary>
    public int ProblemCount { get; }
}

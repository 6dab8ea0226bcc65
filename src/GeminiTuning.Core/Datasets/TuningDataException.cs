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
    /// <param name="invalidRows">All invalid rows; null for the rows of <paramref name="problems"/>.</param>
    public TuningDataException(
        IReadOnlyList<RowProblem> problems, int problemCount, string? besides = null, bool ofPrompts = false, IReadOnlyList<RowProblem>? invalidRows = null)
        : base(Messages.ProblemsInRows(problems, problemCount, ofPrompts, besides)) =>
        (Problems, ProblemCount, OfPrompts, InvalidRows) = (problems, problemCount, ofPrompts, invalidRows ?? problems);

    TuningDataException(string message, TuningDataException rows) : base(PrintableText.Message(message)) =>
        (Problems, ProblemCount, OfPrompts, InvalidRows) = (rows.Problems, rows.ProblemCount, rows.OfPrompts, rows.InvalidRows);

    /// <summary>Whether the rows are prompts instead of examples.</summary>
    public bool OfPrompts { get; }

    /// <summary>The first ten problems, which the message shows; empty if the problem is about the whole set.</summary>
    public IReadOnlyList<RowProblem> Problems { get; } = [];

    /// <summary>The number of all problems.</summary>
    public int ProblemCount { get; }

    /// <summary>All invalid rows, each once with all of its problems; empty if the problem is about the whole set. Each takes about 60
    /// bytes. The objects of more than 10,000 rows are there only if they are still in use, for example in a variable, and more than
    /// 10,000 different problems aren't described.</summary>
    public IReadOnlyList<RowProblem> InvalidRows { get; } = [];

    /// <summary>Returns the same exception with a message that says more.</summary>
    /// <param name="message">The message.</param>
    public TuningDataException WithMessage(string message) => new(message, this);
}

namespace GeminiTuning;

/// <summary>Examples or prompts that would be refused, or paid for in vain. Nothing was sent.</summary>
public sealed class TuningDataException : Exception
{
    /// <summary>One problem of the set as a whole.</summary>
    /// <param name="message">The problem.</param>
    /// <param name="ofPrompts">Whether the rows are prompts, and not examples.</param>
    public TuningDataException(string message, bool ofPrompts = false) : base(PrintableText.Message(message)) => OfPrompts = ofPrompts;

    /// <summary>Problems of single rows.</summary>
    /// <param name="problems">The first of them.</param>
    /// <param name="problemCount">How many there are in all.</param>
    /// <param name="besides">What is wrong with the set as a whole, too.</param>
    /// <param name="ofPrompts">Whether the rows are prompts, and not examples.</param>
    public TuningDataException(IReadOnlyList<RowProblem> problems, int problemCount, string? besides = null, bool ofPrompts = false)
        : base(Messages.ProblemsInRows(problems, problemCount, ofPrompts, besides)) => (Problems, ProblemCount, OfPrompts) = (problems, problemCount, ofPrompts);

    /// <summary>Whether the rows are prompts, and not examples.</summary>
    public bool OfPrompts { get; }

    /// <summary>The first bad rows; empty where the set as a whole is what is wrong.</summary>
    public IReadOnlyList<RowProblem> Problems { get; } = [];

    /// <summary>How many problems there are in all.</summary>
    public int ProblemCount { get; }
}

namespace GeminiTuning;

/// <summary>Rows that are checked one by one as they come. It knows the first of the bad ones by their numbers, and past the
/// first of them keeps nothing more, since nothing will be sent.</summary>
public abstract class RowSet
{
    const int ProblemsKept = 10;

    readonly List<RowProblem> _problems = [];
    int _problemCount;
    int _nullCount;

    private protected RowSet()
    {
    }

    /// <summary>The rows that have been added, good and bad.</summary>
    public int RowCount { get; private set; }

    /// <summary>The first row that holds U+FFFD, which stands for what a reader could not decode; null for none.</summary>
    public int? ReplacedRow { get; private set; }

    private protected bool IsGood => _problemCount == 0;

    private protected abstract string NoneAtAll { get; }

    private protected virtual bool OfPrompts => false;

    /// <summary>Adds a row that is wrong as a whole.</summary>
    public void AddProblem(string problem)
    {
        RowCount++;
        Report(problem);
    }

    /// <summary>Adds a null from the pipeline, which is a bad row. A set that has only nulls counts as empty: <c>$null</c> is what
    /// an empty variable or a failed command gives to the pipeline.</summary>
    public void AddNull()
    {
        _nullCount++;
        AddProblem(Messages.RowIsNull);
    }

    /// <summary>Ends the set.</summary>
    /// <exception cref="TuningDataException">It is empty, or rows of it are bad.</exception>
    public virtual void Complete()
    {
        if (RowCount == _nullCount)
            throw new TuningDataException(NoneAtAll, OfPrompts);
        if (!IsGood)
            throw new TuningDataException(_problems, _problemCount, ofPrompts: OfPrompts);
    }

    // Adds a row with what is wrong with it: nothing, one thing or more.
    private protected bool Begin(params ReadOnlySpan<string?> problems)
    {
        RowCount++;
        var isGood = true;
        foreach (var problem in problems)
            if (problem is not null)
            {
                isGood = false;
                Report(problem);
            }
        return isGood;
    }

    private protected void LookForReplaced(string? text)
    {
        if (ReplacedRow is null && text?.Contains('\uFFFD', StringComparison.Ordinal) == true)
            ReplacedRow = RowCount;
    }

    // What is wrong with the set as a whole, besides what is wrong with its rows.
    private protected TuningDataException Refused(TuningDataException whole) =>
        IsGood ? whole : new TuningDataException(_problems, _problemCount, whole.Message, OfPrompts);

    // Called at the first bad row: what was kept until then is for nothing.
    private protected abstract void Forget();

    void Report(string problem)
    {
        if (_problemCount++ == 0)
            Forget();
        if (_problems.Count < ProblemsKept)
            _problems.Add(new RowProblem(RowCount, problem));
    }
}

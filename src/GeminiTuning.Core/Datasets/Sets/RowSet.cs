namespace GeminiTuning;

/// <summary>Rows that are validated one at a time. The set reports the first invalid rows by their numbers. After the first invalid
/// row, it stores no more rows, because nothing will be sent.</summary>
public abstract class RowSet
{
    const int ProblemsKept = 10;

    readonly List<RowProblem> _problems = [];
    int _problemCount;
    int _nullCount;

    private protected RowSet()
    {
    }

    /// <summary>The number of added rows, valid or not.</summary>
    public int RowCount { get; private set; }

    /// <summary>The first row that contains U+FFFD, which replaces characters that couldn't be decoded; null for none.</summary>
    public int? ReplacedRow { get; private set; }

    private protected bool IsGood => _problemCount == 0;

    private protected abstract string NoneAtAll { get; }

    private protected virtual bool OfPrompts => false;

    /// <summary>Adds an invalid row.</summary>
    public void AddProblem(string problem)
    {
        RowCount++;
        Report(problem);
    }

    /// <summary>Adds a null from the pipeline, which is an invalid row. A set that has only nulls counts as empty: <c>$null</c> is what
    /// an empty variable or a failed command gives to the pipeline.</summary>
    public void AddNull()
    {
        _nullCount++;
        AddProblem(Messages.RowIsNull);
    }

    /// <summary>Completes the set.</summary>
    /// <exception cref="TuningDataException">The set is empty or contains invalid rows.</exception>
    public virtual void Complete()
    {
        if (RowCount == _nullCount)
            throw new TuningDataException(NoneAtAll, OfPrompts);
        if (!IsGood)
            throw new TuningDataException(_problems, _problemCount, ofPrompts: OfPrompts);
    }

    // Adds a row with its problems, of which null means none.
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

    // Combines a problem of the whole set with the problems of its rows.
    private protected TuningDataException Refused(TuningDataException whole) =>
        IsGood ? whole : new TuningDataException(_problems, _problemCount, whole.Message, OfPrompts);

    // Called at the first invalid row: the stored rows are no longer needed.
    private protected abstract void Forget();

    void Report(string problem)
    {
        if (_problemCount++ == 0)
            Forget();
        if (_problems.Count < ProblemsKept)
            _problems.Add(new RowProblem(RowCount, problem));
    }
}

namespace GeminiTuning;

/// <summary>Rows that are validated one at a time. The set reports all invalid rows. After the first invalid row, it stores no valid
/// rows any more, because nothing will be sent.</summary>
public abstract class RowSet
{
    const int ProblemsKept = 10;

    readonly List<RowProblem> _problems = [];
    readonly InvalidRowList _invalidRows = new();
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
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="inputObject">The object that it was read from, for the error; null if there is none.</param>
    public void AddProblem(string problem, object? inputObject = null) => Begin(new RowSource(inputObject), problem);

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
            throw Refused(null);
    }

    // Adds a row with its problems, of which null means none.
    private protected bool Begin(RowSource source, params ReadOnlySpan<string?> problems)
    {
        RowCount++;
        string? all = null;
        foreach (var problem in problems)
            if (problem is not null)
            {
                all = all is null ? problem : $"{all} {problem}";
                Report(problem, source);
            }
        if (all is not null)
            _invalidRows.Add(RowCount, all, source);
        return all is null;
    }

    private protected void LookForReplaced(string? text)
    {
        if (ReplacedRow is null && text?.Contains('\uFFFD', StringComparison.Ordinal) == true)
            ReplacedRow = RowCount;
    }

    // Combines a problem of the whole set with the problems of its rows.
    private protected TuningDataException Refused(TuningDataException? whole) => IsGood && whole is not null
        ? whole
        : new TuningDataException(_problems, _problemCount, whole?.Message, OfPrompts, _invalidRows);

    // Called at the first invalid row: the stored rows are no longer needed.
    private protected abstract void Forget();

    void Report(string problem, RowSource source)
    {
        if (_problemCount++ == 0)
            Forget();
        if (_problems.Count < ProblemsKept)
            _problems.Add(new RowProblem(RowCount, problem) { File = source.File, Line = source.Line, InputObject = source.InputObject });
    }
}

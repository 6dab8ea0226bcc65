using System.Collections;

namespace GeminiTuning;

/// <summary>All invalid rows of a set. A row takes about 60 bytes, however long its texts are: equal problems share one string, and
/// rows that follow each other with the same problem share one entry. The objects of the first rows are kept. Later ones are kept only
/// as long as somebody else does, such as the variable that they were piped from, so that a stream of rows isn't collected here.</summary>
sealed class InvalidRowList : IReadOnlyList<RowProblem>
{
    const int ObjectsKept = 10_000;
    const int ProblemsKept = 10_000;

    readonly List<Run> _runs = [];
    readonly List<string> _problems = [];
    readonly Dictionary<string, int> _numbers = [];

    public int Count { get; private set; }

    public RowProblem this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return At(_runs[RunOf(index)], index);
        }
    }

    public void Add(int row, string problem, RowSource source)
    {
        var number = NumberOf(problem);
        if (source == default && _runs is [.., { Source: null, File: null } last] && last.Problem == number && last.Row + Count - last.First == row)
            Count++;
        else
            _runs.Add(new Run(Count++, row, number, source.File, source.Line, Kept(source.InputObject)));
    }

    public IEnumerator<RowProblem> GetEnumerator()
    {
        for (var run = 0; run < _runs.Count; run++)
            for (var index = _runs[run].First; index < (run + 1 < _runs.Count ? _runs[run + 1].First : Count); index++)
                yield return At(_runs[run], index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    RowProblem At(Run run, int index) => new(run.Row + index - run.First, run.Problem < 0 ? Messages.ProblemNotKept : _problems[run.Problem])
    {
        File = run.File,
        Line = run.Line,
        InputObject = run.Source is WeakReference weak ? weak.Target : run.Source,
    };

    int NumberOf(string problem)
    {
        if (_numbers.TryGetValue(problem, out var number))
            return number;
        if (_problems.Count == ProblemsKept)
            return -1;
        _problems.Add(problem);
        return _numbers[problem] = _problems.Count - 1;
    }

    object? Kept(object? source) => source is null || _runs.Count < ObjectsKept ? source : new WeakReference(source);

    int RunOf(int index)
    {
        var (low, high) = (0, _runs.Count - 1);
        while (low < high)
            if (_runs[(low + high + 1) / 2].First <= index)
                low = (low + high + 1) / 2;
            else
                high = ((low + high + 1) / 2) - 1;
        return low;
    }

    readonly record struct Run(int First, int Row, int Problem, string? File, int? Line, object? Source);
}

/// <summary>What a row was read from, as far as it is known.</summary>
/// <param name="InputObject">The object.</param>
/// <param name="File">The full path of the file.</param>
/// <param name="Line">The line where it begins.</param>
readonly record struct RowSource(object? InputObject = null, string? File = null, int? Line = null);

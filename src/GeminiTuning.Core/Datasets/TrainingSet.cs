using System.Text.Json;
using GeminiTuning.GeminiApi;

namespace GeminiTuning;

/// <summary>Collects examples and checks each against the limits as it comes. It keeps what one request can carry and no
/// more: at 4 MB it ends.</summary>
public sealed class TrainingSet
{
    const int ProblemsKept = 10;
    // The JSON around a pair, at the least: {"textInput":"","output":""},
    const int PairOverhead = 29;

    readonly List<TuningExample> _examples = [];
    readonly List<RowProblem> _problems = [];
    int _rows;
    int _problemCount;
    long _bytes;

    /// <summary>The examples so far.</summary>
    public IReadOnlyList<TuningExample> Examples => _examples;

    /// <summary>The first row that holds U+FFFD, which stands for what a reader could not decode; null for none.</summary>
    public int? ReplacedRow { get; private set; }

    /// <summary>Adds the next row.</summary>
    /// <exception cref="TuningDataException">The set is larger than a request can be.</exception>
    public void Add(string? input, string? output)
    {
        _rows++;
        var inputProblem = TuningLimits.Check(Messages.TheInput, input, TuningLimits.InputLength);
        var outputProblem = TuningLimits.Check(Messages.TheOutput, output, TuningLimits.OutputLength);
        if (inputProblem is not null)
            Report(inputProblem);
        if (outputProblem is not null)
            Report(outputProblem);
        if (inputProblem is null && outputProblem is null)
            Keep(input!, output!);
    }

    /// <summary>Adds a row that is wrong as a whole.</summary>
    public void AddProblem(string problem)
    {
        _rows++;
        Report(problem);
    }

    /// <summary>Ends the set.</summary>
    /// <exception cref="TuningDataException">It is empty, or rows of it are bad.</exception>
    public void Complete()
    {
        if (_rows == 0)
            throw new TuningDataException(Messages.NoExamples);
        if (_problemCount > 0)
            throw new TuningDataException(_problems, _problemCount);
    }

    void Keep(string input, string output)
    {
        _bytes += Bytes(input) + Bytes(output) + PairOverhead;
        if (_bytes > TuningLimits.RequestBytes)
            throw _problemCount == 0 ? TooLarge(_rows) : new TuningDataException(_problems, _problemCount, TooLarge(_rows).Message);
        if (ReplacedRow is null && (input.Contains('\uFFFD', StringComparison.Ordinal) || output.Contains('\uFFFD', StringComparison.Ordinal)))
            ReplacedRow = _rows;
        // Past the first problem nothing will be sent, so nothing need be kept.
        if (_problemCount == 0)
            _examples.Add(new TuningExample { TextInput = input, Output = output });
    }

    // As it is sent: what JSON escapes is longer there.
    static int Bytes(string text) => JsonEncodedText.Encode(text, WireJson.Plain.Options.Encoder).EncodedUtf8Bytes.Length;

    void Report(string problem)
    {
        if (_problemCount++ == 0)
            _examples.Clear();
        if (_problems.Count < ProblemsKept)
            _problems.Add(new RowProblem(_rows, problem));
    }

    internal static TuningDataException TooLarge(int rows) =>
        new(Messages.SetTooLarge(rows));
}

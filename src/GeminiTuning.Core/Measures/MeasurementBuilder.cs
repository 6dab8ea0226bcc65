using System.Globalization;

namespace GeminiTuning;

/// <summary>Measures the answers of one model, one by one, in bounded memory. The texts of an answer are kept only if it's one of the first
/// wrong ones.</summary>
public sealed class MeasurementBuilder
{
    /// <summary>How many rows of the sample a bootstrap interval is computed from; more would not change its third digit.</summary>
    const int BootstrapRows = 10_000;

    readonly string _model;
    readonly string? _checkpoint;
    readonly int _maxMiss;
    readonly RowSample _rows = new();
    readonly ClassCounts _classes = new();
    readonly List<TunedModelMiss> _misses = [];
    readonly Sum _tokenF1 = new(), _rougeL = new(), _chrF = new(), _absoluteError = new(), _relativeError = new(), _score = new();
    long _failed, _blocked, _exact, _normalized, _wrong, _promptTokens, _outputTokens, _thoughtsTokens, _notNumber;
    TimeSpan? _longest;
    string? _displayName;
    bool _areNumbers = true;

    /// <summary>Begins a measurement.</summary>
    /// <param name="model">The name of the model.</param>
    /// <param name="checkpoint">The checkpoint; null for the default checkpoint.</param>
    /// <param name="maxMiss">How many wrong answers to keep, 0 or more.</param>
    public MeasurementBuilder(string model, string? checkpoint = null, int maxMiss = 1000)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(maxMiss);
        (_model, _checkpoint, _maxMiss) = (model, checkpoint, maxMiss);
    }

    /// <summary>How many rows were added.</summary>
    public long Count => _rows.Count + _failed + _blocked;

    /// <summary>Adds an answer.</summary>
    /// <param name="expected">The expected output.</param>
    /// <param name="response">The response. Its first candidate is measured.</param>
    /// <param name="score">Your own score of it: 1 is right.</param>
    /// <param name="row">The number of the row, counted from 1; null for the next number.</param>
    public void Add(string expected, TunedModelResponse response, double? score = null, long? row = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(response);
        var scored = Score(expected, response, score, row ?? Count + 1);
        _rows.Add(scored);
        _exact += scored.Exact ? 1 : 0;
        _normalized += scored.Normalized ? 1 : 0;
        _tokenF1.Add(scored.TokenF1);
        _rougeL.Add(scored.RougeL);
        _chrF.Add(scored.ChrF);
        _score.Add(scored.Score);
        _absoluteError.Add(scored.AbsoluteError);
        _relativeError.Add(scored.RelativeError);
        AddUsage(response);
        _displayName ??= response.ModelDisplayName;
        if (score is { } own ? !(own >= 1) : !scored.Exact)
            AddMiss(new TunedModelMiss(scored.Row, response.Prompt, expected, response.Text, score ?? scored.TokenF1, response.InputObject) { Key = scored.Key });
    }

    /// <summary>Adds a row without an answer.</summary>
    /// <param name="isBlocked">Whether the service blocked the prompt or the response.</param>
    public void AddUnanswered(bool isBlocked)
    {
        if (isBlocked)
            _blocked++;
        else
            _failed++;
    }

    /// <summary>Returns the measurement of all rows so far.</summary>
    public TunedModelMeasurement Build()
    {
        var answered = _rows.Count;
        var sample = _rows.Scores();
        var drawn = sample.Count <= BootstrapRows ? sample : [.. sample.Take(BootstrapRows)];
        var measured = new TunedModelMeasurement
        {
            Model = _model,
            ModelDisplayName = _displayName,
            Checkpoint = _checkpoint,
            Count = Count,
            Answered = answered,
            Failed = _failed,
            Blocked = _blocked,
            ExactMatch = Proportion(_exact),
            ExactMatchInterval = answered == 0 ? null : Intervals.Wilson(_exact, answered),
            NormalizedMatch = Proportion(_normalized),
            NormalizedMatchInterval = answered == 0 ? null : Intervals.Wilson(_normalized, answered),
            TokenF1 = _tokenF1.Mean,
            RougeL = _rougeL.Mean,
            ChrF = _chrF.Mean,
            Score = _score.Mean,
            ScoreInterval = Interval(drawn, _score, score => score.Score),
            Latency = Latency(sample),
            PromptTokens = _promptTokens,
            OutputTokens = _outputTokens,
            ThoughtsTokens = _thoughtsTokens,
            MissCount = _wrong,
            Misses = _misses.ToArray(),
            Rows = _rows,
        };
        return answered == 0 ? measured : WithClasses(WithErrors(WithTexts(measured, drawn), drawn), drawn);
    }

    // Together, since drawing rows costs as much as adding up their scores.
    TunedModelMeasurement WithTexts(TunedModelMeasurement measured, IReadOnlyList<RowScore> drawn)
    {
        var scores = drawn.Select(score => (score.TokenF1, score.RougeL, score.ChrF)).ToArray();
        var intervals = Intervals.Bootstrap(scores.Length, _rows.Count, [_tokenF1.Mean, _rougeL.Mean, _chrF.Mean], (draw, means) =>
        {
            double tokenF1 = 0, rougeL = 0, chrF = 0;
            foreach (var index in draw)
            {
                ref var score = ref scores[index];
                tokenF1 += score.TokenF1;
                rougeL += score.RougeL;
                chrF += score.ChrF;
            }
            (means[0], means[1], means[2]) = (tokenF1 / draw.Length, rougeL / draw.Length, chrF / draw.Length);
        });
        return measured with { TokenF1Interval = intervals[0], RougeLInterval = intervals[1], ChrFInterval = intervals[2] };
    }

    TunedModelMeasurement WithErrors(TunedModelMeasurement measured, IReadOnlyList<RowScore> drawn) => !_areNumbers ? measured : measured with
    {
        MeanAbsoluteError = _absoluteError.Mean,
        MeanAbsoluteErrorInterval = Interval(drawn, _absoluteError, score => score.AbsoluteError),
        MeanRelativeError = _relativeError.Mean,
        MeanRelativeErrorInterval = Interval(drawn, _relativeError, score => score.RelativeError),
        NotNumber = _notNumber,
    };

    TunedModelMeasurement WithClasses(TunedModelMeasurement measured, IReadOnlyList<RowScore> drawn)
    {
        if (!_classes.AreClasses)
            return measured;
        var matrix = _classes.ToMatrix();
        var classified = measured with { ConfusionMatrix = matrix, Classes = matrix.Measure() };
        var resampled = new ResampledF1(drawn, _classes.Classes().Index);
        var intervals = Intervals.Bootstrap(drawn.Count, _rows.Count, [classified.MacroF1, classified.WeightedF1], resampled.Compute);
        return classified with { MacroF1Interval = intervals[0], WeightedF1Interval = intervals[1] };
    }

    RowScore Score(string expected, TunedModelResponse response, double? score, long row)
    {
        var (absolute, relative) = Errors(expected, response.Text);
        var (exact, normalized, tokenF1, rougeL, chrF) = TextMeasures.Measure(expected, response.Text);
        return new RowScore
        {
            Key = RowScore.KeyOf(response.Prompt, expected),
            Row = row,
            Exact = exact,
            Normalized = normalized,
            TokenF1 = tokenF1,
            RougeL = rougeL,
            ChrF = chrF,
            AbsoluteError = absolute,
            RelativeError = relative,
            Score = score ?? double.NaN,
            Cell = _classes.Add(expected, response.Text),
            Latency = response.Latency?.TotalMilliseconds ?? double.NaN,
        };
    }

    (double Absolute, double Relative) Errors(string expected, string actual)
    {
        // One expected text that isn't a number, and the rows aren't about numbers.
        if (!_areNumbers || !(_areNumbers = IsNumber(expected, out var wanted)))
            return (double.NaN, double.NaN);
        if (!IsNumber(actual, out var got))
        {
            _notNumber++;
            return (double.NaN, double.NaN);
        }
        var error = Math.Abs(got - wanted);
        return (error, wanted == 0 ? double.NaN : error / Math.Abs(wanted));
    }

    static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    void AddUsage(TunedModelResponse response)
    {
        _promptTokens += response.Usage.PromptTokenCount;
        _outputTokens += response.Usage.CandidatesTokenCount;
        _thoughtsTokens += response.Usage.ThoughtsTokenCount;
        if (response.Latency is { } latency && (_longest is null || latency > _longest))
            _longest = latency;
    }

    void AddMiss(TunedModelMiss miss)
    {
        _wrong++;
        if (_misses.Count < _maxMiss)
            _misses.Add(miss);
    }

    double? Proportion(long count) => _rows.Count == 0 ? null : (double)count / _rows.Count;

    static MeasureInterval? Interval(IReadOnlyList<RowScore> drawn, Sum sum, Func<RowScore, double> of) =>
        Intervals.Bootstrap([.. drawn.Select(of).Where(value => !double.IsNaN(value))], sum.Count, sum.Mean);

    LatencyMeasure? Latency(IReadOnlyList<RowScore> sample)
    {
        var times = sample.Select(score => score.Latency).Where(time => !double.IsNaN(time)).Order().ToList();
        if (times.Count == 0)
            return null;
        TimeSpan At(double probability) => TimeSpan.FromMilliseconds(Percentiles.OfSorted(times, probability));
        return new LatencyMeasure(At(0.5), At(0.9), At(0.95), At(0.99), _longest!.Value);
    }

    // Numbers only: NaN means that a row has no such value. Sums of a million rows keep their digits (Neumaier, 1974).
    sealed class Sum
    {
        double _total, _lost;

        public long Count { get; private set; }

        public double? Mean => Count == 0 ? null : (_total + _lost) / Count;

        public void Add(double value)
        {
            if (double.IsNaN(value))
                return;
            Count++;
            var total = _total + value;
            _lost += Math.Abs(_total) >= Math.Abs(value) ? _total - total + value : value - total + _total;
            _total = total;
        }
    }
}

/// <summary>Macro and weighted F1 of resampled rows.</summary>
sealed class ResampledF1
{
    readonly (int Expected, int Actual)[] _cells;
    readonly int _classes;

    public ResampledF1(IReadOnlyList<RowScore> rows, IReadOnlyDictionary<int, int> index)
    {
        _classes = index.Count;
        _cells = [.. rows.Select(row => (index[row.Cell.Expected], index.GetValueOrDefault(row.Cell.Actual, index.Count)))];
    }

    /// <summary>Computes both for the indexes of drawn rows.</summary>
    public void Compute(int[] draw, double[] results)
    {
        var (support, predicted, right) = (new int[_classes], new int[_classes + 1], new int[_classes]);
        foreach (var index in draw)
        {
            var (expected, actual) = _cells[index];
            support[expected]++;
            predicted[actual]++;
            if (expected == actual)
                right[expected]++;
        }
        double macro = 0, weighted = 0;
        for (var of = 0; of < _classes; of++)
            if (right[of] > 0)
            {
                var f1 = 2.0 * right[of] / (support[of] + predicted[of]);
                macro += f1;
                weighted += f1 * support[of];
            }
        (results[0], results[1]) = (macro / _classes, weighted / draw.Length);
    }
}

namespace GeminiTuning.Tests.Measures;

/// <summary>What a measurement says of answers.</summary>
[CollectionDefinition(nameof(MeasurementTests), DisableParallelization = true)]
[Collection(nameof(MeasurementTests))]
public sealed class MeasurementTests
{
    readonly MeasurementBuilder _builder = new("tunedModels/a");

    [Fact]
    public void Rows_without_an_answer_are_counted_and_not_measured()
    {
        _builder.Add("x", Answers.Of("1", "x"));
        _builder.AddUnanswered(isBlocked: true);
        _builder.AddUnanswered(isBlocked: false);
        _builder.AddUnanswered(isBlocked: false);
        var measured = _builder.Build();
        Assert.Equal((4L, 1L, 2L, 1L, 1.0), (measured.Count, measured.Answered, measured.Failed, measured.Blocked, measured.Accuracy));
    }

    [Fact]
    public void Without_an_answer_there_is_no_measure()
    {
        var measured = _builder.Build();
        Assert.Equal((0L, null, null, null), (measured.Count, measured.Accuracy, measured.AccuracyInterval, measured.TokenF1));
        Assert.Null(measured.Latency);
        Assert.Null(measured.ConfusionMatrix);
        Assert.Equal("tunedModels/a: no answered rows.", measured.ToString());
    }

    [Fact]
    public void Few_distinct_outputs_are_classes_and_other_answers_are_counted_as_such()
    {
        foreach (var (expected, actual) in new[] { ("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "maybe"), ("yes", "yes\n") })
            _builder.Add(expected, Answers.Of("x", actual));
        var measured = _builder.Build();
        Assert.Equal(["no", "yes"], measured.ConfusionMatrix!.Classes);
        Assert.Equal([[1, 0, 1], [1, 2, 0]], measured.ConfusionMatrix.Counts);
        Assert.Equal(1, measured.OutsideClasses);
        Assert.Equal(0.6, measured.Accuracy);
        // Precision of yes: 2 of 2; recall: 2 of 3.
        Assert.Equal((1.0, 2.0 / 3, 0.8), measured.Classes[1] is var yes ? (yes.Precision, yes.Recall, yes.F1) : default);
        Assert.Equal(new ConfusionCell("no", null, 1), measured.ConfusionMatrix.Cells[0]);
        Assert.Equal("""
                no yes (other)
            no   1   0       1
            yes  1   2       0
            """.ReplaceLineEndings(), measured.ConfusionMatrix.ToString());
        Assert.InRange(measured.MacroF1!.Value, measured.MacroF1Interval!.Lower, measured.MacroF1Interval.Upper);
    }

    [Fact]
    public void A_label_that_an_answer_has_before_any_row_expects_it_is_a_class()
    {
        foreach (var (expected, actual) in new[] { ("a", "b"), ("a", "a"), ("b", "b"), ("b", "a") })
            _builder.Add(expected, Answers.Of("x", actual));
        Assert.Equal([[1, 1, 0], [1, 1, 0]], _builder.Build().ConfusionMatrix!.Counts);
    }

    [Fact]
    public void Texts_and_a_single_output_are_no_classes()
    {
        for (var row = 0; row < 300; row++)
            _builder.Add($"text {row}", Answers.Of($"{row}", $"text {row}"));
        Assert.Null(_builder.Build().ConfusionMatrix);
        Assert.Empty(_builder.Build().Classes);
        var one = new MeasurementBuilder("tunedModels/b");
        one.Add("x", Answers.Of("1", "x"));
        one.Add("x", Answers.Of("2", "y"));
        Assert.Null(one.Build().ConfusionMatrix);
    }

    [Fact]
    public void Numbers_have_errors_and_what_is_no_number_is_counted()
    {
        foreach (var (expected, actual) in new[] { ("10", "12"), ("0", "1"), ("1,000", "900.0"), ("5", "five") })
            _builder.Add(expected, Answers.Of(expected, actual));
        var measured = _builder.Build();
        Assert.Equal((2.0 + 1 + 100) / 3, measured.MeanAbsoluteError!.Value, 12);
        Assert.Equal((0.2 + 0.1) / 2, measured.MeanRelativeError!.Value, 12);
        Assert.Equal(1, measured.NotNumber);
        _builder.Add("no number", Answers.Of("x", "3"));
        Assert.Null(_builder.Build().MeanAbsoluteError);
    }

    [Fact]
    public void Misses_are_the_first_wrong_answers_and_the_others_are_counted_alone()
    {
        var measured = Answers.Measured("tunedModels/a", Enumerable.Range(0, 100).Select(row => row % 2 == 0), maxMiss: 3);
        Assert.Equal(50, measured.MissCount);
        Assert.Equal([2L, 4L, 6L], measured.Misses.Select(miss => miss.Row));
        Assert.Equal("row 2: expected 'out 2', got 'wrong'", measured.Misses[0].ToString());
    }

    [Fact]
    public void A_score_of_ones_own_decides_what_a_miss_is()
    {
        _builder.Add("x", Answers.Of("1", "other"), score: 1);
        _builder.Add("x", Answers.Of("2", "x"), score: 0.5);
        var measured = _builder.Build();
        Assert.Equal(0.75, measured.Score);
        Assert.Equal((1L, 2L, 0.5), (measured.MissCount, measured.Misses[0].Row, measured.Misses[0].Score));
    }

    [Fact]
    public void Tokens_are_summed_and_latencies_have_percentiles()
    {
        foreach (var length in Enumerable.Range(1, 101))
            _builder.Add("x", Answers.Of($"{length}", new string('x', length)));
        var measured = _builder.Build();
        Assert.Equal((303L, 202L, 101L), (measured.PromptTokens, measured.OutputTokens, measured.ThoughtsTokens));
        Assert.Equal("median 51 ms, 95% 96 ms, 99% 100 ms", $"{measured.Latency}");
        Assert.Equal(101, measured.Latency!.Maximum.TotalMilliseconds);
    }

    [Fact]
    public void A_million_answers_are_measured_in_memory_that_does_not_grow()
    {
        var memory = new List<long>();
        for (var row = 1; row <= 1_000_000; row++)
        {
            _builder.Add(row % 3 == 0 ? "yes" : "no", Answers.Of($"{row}", row % 5 == 0 ? $"other {row}" : "no"));
            if (row is 300_000 or 1_000_000)
                memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
        Assert.InRange(memory[1] - memory[0], long.MinValue, 4_000_000);
        var measured = _builder.Build();
        Assert.Equal((1_000_000L, 1000), (measured.Answered, measured.Misses.Count));
        Assert.Equal(200_000, measured.OutsideClasses);
        Assert.InRange(measured.TokenF1!.Value, measured.TokenF1Interval!.Lower, measured.TokenF1Interval.Upper);
    }

    [Fact]
    public void Two_samples_of_the_same_rows_hold_the_same_rows()
    {
        var (one, other) = (new RowSample(10), new RowSample(10));
        foreach (var row in Enumerable.Range(0, 1000))
        {
            one.Add(Score(row));
            other.Add(Score(999 - row));
        }
        var (pairs, unpaired) = PairedRows.Match(one, other);
        Assert.Equal((10, 0L, 1000L, true), (pairs.Count, unpaired, one.Count, one.IsPart));
        Assert.All(pairs, pair => Assert.Equal(pair.Reference.Row, pair.Candidate.Row));
    }

    static RowScore Score(int row) => new()
    {
        Key = RowScore.KeyOf($"{row}", "x"),
        Row = row,
        Exact = true,
        Normalized = true,
        TokenF1 = 1,
        RougeL = 1,
        ChrF = 1,
    };
}

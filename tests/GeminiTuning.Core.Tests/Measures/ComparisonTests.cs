namespace GeminiTuning.Tests.Measures;

/// <summary>Comparisons say which model is better, and only if it is.</summary>
public sealed class ComparisonTests
{
    const string Old = "tunedModels/old", New = "tunedModels/new";

    // Fleiss and others: b = 12 and c = 2 of 14, twice the tail of 2 or fewer heads: 2 · (1 + 14 + 91) / 2^14.
    [Fact]
    public void McNemar_is_twice_the_tail_of_the_binomial_distribution()
    {
        Assert.Equal(2.0 * (1 + 14 + 91) / (1 << 14), PairedTests.McNemarExact(12, 2), 12);
        Assert.Equal(1, PairedTests.McNemar(0, 0));
        Assert.Equal(PairedTests.McNemarChiSquare(600, 500), PairedTests.McNemar(600, 500));
    }

    // All signs equal: 2 of 2^5 assignments are as extreme.
    [Fact]
    public void A_permutation_test_counts_the_assignments_that_are_as_extreme()
    {
        Assert.Equal(2.0 / 32, PairedTests.Permutation([0.1, 0.2, 0.3, 0.1, 0.4, 0, 0]), 12);
        Assert.Equal(1, PairedTests.Permutation([0, 0]));
        Assert.Equal(1.0 / (PairedTests.Permutations + 1), PairedTests.Permutation([.. Enumerable.Repeat(0.1, 100)]), 12);
    }

    [Fact]
    public void The_better_model_is_said_to_be_better_and_the_other_to_be_worse()
    {
        var old = Answers.Measured(Old, Pattern(200, row => row % 10 < 7));
        var better = Answers.Measured(New, Pattern(200, row => row % 10 < 8));
        var comparison = Assert.Single(MeasurementComparer.Compare(old, [better], MeasureName.Accuracy));
        Assert.Equal((ComparisonVerdict.Better, 20L, 0L, 200L), (comparison.Verdict, comparison.BetterCount, comparison.WorseCount, comparison.Count));
        Assert.Equal(0.1, comparison.Difference, 12);
        Assert.Equal("tunedModels/new is better than tunedModels/old: accuracy 0.800 versus 0.700, difference +0.100 " +
            "(95% interval +0.058 to +0.144, p < 0.001).", comparison.Summary);
        Assert.False(comparison.IsWorse(0));
        Assert.Equal(20, comparison.Differences.Count);
        Assert.Equal(("in 8", "out 8", "out 8", "wrong"), comparison.Differences[0] is var row ? (row.Prompt, row.Expected, row.Actual, row.ReferenceActual) : default);

        var worse = Assert.Single(MeasurementComparer.Compare(better, [old], MeasureName.Accuracy));
        Assert.Equal(ComparisonVerdict.Worse, worse.Verdict);
        Assert.StartsWith("tunedModels/old is worse than tunedModels/new: accuracy 0.700 versus 0.800", worse.Summary, StringComparison.Ordinal);
        Assert.True(worse.IsWorse(0.05));
        Assert.False(worse.IsWorse(0.11));
    }

    [Fact]
    public void Too_few_rows_are_said_to_be_too_few_and_how_many_it_takes()
    {
        var comparison = Assert.Single(MeasurementComparer.Compare(
            Answers.Measured(Old, Pattern(20, row => row % 10 < 7)), [Answers.Measured(New, Pattern(20, row => row % 10 < 8))], MeasureName.Accuracy));
        Assert.Equal(ComparisonVerdict.Undecided, comparison.Verdict);
        Assert.Equal(SampleSize.OfProportions(0.1, 0.1), comparison.RowsNeeded);
        Assert.StartsWith("20 rows are too few to say whether tunedModels/new or tunedModels/old is better", comparison.Summary, StringComparison.Ordinal);
        Assert.EndsWith($"you need about {comparison.RowsNeeded} rows.", comparison.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_answers_are_no_difference()
    {
        var comparison = Assert.Single(MeasurementComparer.Compare(
            Answers.Measured(Old, Pattern(50, row => row % 2 == 0)), [Answers.Measured(New, Pattern(50, row => row % 2 == 0))], MeasureName.Accuracy));
        Assert.Equal((ComparisonVerdict.Undecided, 1.0, null), (comparison.Verdict, comparison.PValue, comparison.RowsNeeded));
        Assert.Equal("50 rows show no difference between tunedModels/new and tunedModels/old: accuracy 0.500 versus 0.500, difference 0.000 " +
            "(95% interval -0.038 to +0.038, p = 1.000).", comparison.Summary);
    }

    [Theory]
    [InlineData("sorter", "2", "sorter", "3", "sorter (checkpoint 2)", "sorter (checkpoint 3)")]
    [InlineData("sorter, 4 epochs", null, "sorter, 1 epoch", null, "sorter, 4 epochs", "sorter, 1 epoch")]
    [InlineData("sorter", null, "sorter", null, New, Old)]
    [InlineData("sorter", "2", null, null, "sorter (checkpoint 2)", Old)]
    public void A_sentence_has_the_display_names_if_they_are_different(
        string? displayName, string? checkpoint, string? ofReference, string? checkpointOfReference, string expected, string expectedReference)
    {
        var reference = Answers.Measured(Old, Pattern(20, _ => true)) with { ModelDisplayName = ofReference, Checkpoint = checkpointOfReference };
        var candidate = Answers.Measured(New, Pattern(20, _ => true)) with { ModelDisplayName = displayName, Checkpoint = checkpoint };
        var comparison = Assert.Single(MeasurementComparer.Compare(reference, [candidate], MeasureName.Accuracy));
        Assert.StartsWith($"20 rows show no difference between {expected} and {expectedReference}:", comparison.Summary, StringComparison.Ordinal);
        Assert.Equal((New, Old), (comparison.Model, comparison.Reference));
        Assert.Equal((checkpoint, checkpointOfReference), (comparison.Checkpoint, comparison.ReferenceCheckpoint));
    }

    [Fact]
    public void Less_is_better_for_errors()
    {
        TunedModelMeasurement Measured(string model, double error)
        {
            var builder = new MeasurementBuilder(model);
            for (var row = 1; row <= 40; row++)
                builder.Add($"{row}", Answers.Of($"in {row}", FormattableString.Invariant($"{row + error}")));
            return builder.Build();
        }
        var comparison = Assert.Single(MeasurementComparer.Compare(Measured(Old, 1.5), [Measured(New, 0.5)], MeasureName.AbsoluteError));
        Assert.Equal((ComparisonVerdict.Better, PairedTest.Permutation, 40L), (comparison.Verdict, comparison.Test, comparison.BetterCount));
        Assert.Equal(-1, comparison.Difference, 9);
    }

    [Fact]
    public void P_values_of_several_models_are_corrected()
    {
        var old = Answers.Measured(Old, Pattern(100, row => row < 70));
        List<int> rights = [75, 78, 70];
        var candidates = rights.Select(right => Answers.Measured($"tunedModels/m{right}", Pattern(100, row => row < right))).ToList();
        var compared = MeasurementComparer.Compare(old, candidates, MeasureName.Accuracy);
        Assert.Equal(PairedTests.Holm([.. compared.Select(comparison => comparison.PValue)]), compared.Select(comparison => comparison.AdjustedPValue));
        Assert.Equal(3 * PairedTests.McNemarExact(8, 0), compared[1].AdjustedPValue, 12);
    }

    [Fact]
    public void Rows_are_paired_by_what_they_are_and_the_others_are_left_out()
    {
        var one = new MeasurementBuilder(Old);
        var other = new MeasurementBuilder(New);
        foreach (var row in new[] { 1, 2, 3, 3 })
            one.Add("x", Answers.Of($"in {row}", "x"));
        foreach (var row in new[] { 3, 4, 2, 3 })
            other.Add("x", Answers.Of($"in {row}", row == 2 ? "y" : "x"));
        var comparison = Assert.Single(MeasurementComparer.Compare(one.Build(), [other.Build()], MeasureName.Accuracy));
        Assert.Equal((3L, 2L, 1L), (comparison.Count, comparison.Unpaired, comparison.WorseCount));
    }

    [Fact]
    public void Rows_of_two_batches_with_the_same_numbers_keep_their_texts()
    {
        TunedModelMeasurement Measured(string model, params string[] answers)
        {
            var builder = new MeasurementBuilder(model);
            for (var index = 0; index < answers.Length; index++)
                builder.Add($"out {index}", Answers.Of($"in {index}", answers[index]), row: 1);
            return builder.Build();
        }
        var comparison = Assert.Single(MeasurementComparer.Compare(Measured(Old, "a", "b"), [Measured(New, "out 0", "c")], MeasureName.ChrF));
        Assert.Equal([("in 0", "out 0", "a")], comparison.Differences.Where(row => row.Value == 1).Select(row => (row.Prompt, row.Actual!, row.ReferenceActual!)));
    }

    [Fact]
    public void Measurements_of_other_rows_and_measures_that_are_not_there_are_refused()
    {
        var old = Answers.Measured(Old, [true, false]);
        var elsewhere = new MeasurementBuilder(New);
        elsewhere.Add("x", Answers.Of("elsewhere", "x"));
        var refused = Assert.Throws<TuningArgumentException>(() => MeasurementComparer.Compare(old, [elsewhere.Build()], MeasureName.Accuracy));
        Assert.StartsWith("The measurements of tunedModels/new and tunedModels/old have no answered row in common.", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<TuningArgumentException>(() => MeasurementComparer.Compare(old, [old], MeasureName.Score));
        Assert.Contains("-ScoreScript", refused.Message, StringComparison.Ordinal);
        Assert.Throws<TuningArgumentException>(() => MeasurementComparer.Compare(old, [old], MeasureName.AbsoluteError));
    }

    // 5% of 100 are 5; with exact tests, which are conservative, more than 9 in 100 would be a defect (1 in 35 for an honest 5%).
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_equal_models_are_said_to_differ_in_at_most_as_many_cases_as_stated(bool isProportion)
    {
        var alarms = Enumerable.Range(0, 100).Count(seed =>
        {
            var random = new SeededRandom((ulong)seed);
            TunedModelMeasurement Model(string name) => isProportion
                ? Answers.Measured(name, Pattern(200, _ => random.NextDouble() < 0.8))
                : Answers.Scored(name, Pattern(60, _ => random.NextDouble()));
            var measure = isProportion ? MeasureName.Accuracy : MeasureName.Score;
            return MeasurementComparer.Compare(Model(Old), [Model(New)], measure)[0].Verdict != ComparisonVerdict.Undecided;
        });
        Assert.InRange(alarms, 0, 9);
    }

    [Fact]
    public void A_truly_better_model_is_found_with_the_power_that_the_number_of_rows_promises()
    {
        // 85% and 75%, independently: the proportion of discordant rows follows.
        var rows = (int)SampleSize.OfProportions((0.85 * 0.25) + (0.15 * 0.75), 0.1)!;
        var found = Enumerable.Range(0, 100).Count(seed =>
        {
            var random = new SeededRandom((ulong)seed + 1000);
            var old = Answers.Measured(Old, Pattern(rows, _ => random.NextDouble() < 0.75));
            var better = Answers.Measured(New, Pattern(rows, _ => random.NextDouble() < 0.85));
            return MeasurementComparer.Compare(old, [better], MeasureName.Accuracy)[0].Verdict == ComparisonVerdict.Better;
        });
        Assert.InRange(found, 68, 92);
    }

    static IEnumerable<T> Pattern<T>(int count, Func<int, T> of) => [.. Enumerable.Range(0, count).Select(of)];
}

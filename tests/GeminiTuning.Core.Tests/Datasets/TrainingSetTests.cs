namespace GeminiTuning.Tests.Datasets;

public sealed class TrainingSetTests : IDisposable
{
    readonly TrainingSet _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void Good_rows_become_examples_in_their_order()
    {
        _set.Add("one", "two");
        _set.Add("three", "four");
        _set.Complete();

        Assert.Equal([new TuningExample { TextInput = "one", Output = "two" }, new TuningExample { TextInput = "three", Output = "four" }], _set.Examples);
    }

    [Fact]
    public void An_empty_set_is_refused() =>
        Assert.Equal("There are no examples because the pipeline was empty.", Refused().Message);

    [Fact]
    public void A_bad_row_is_told_by_its_number_and_its_limit()
    {
        _set.Add("one", "two");
        _set.Add("three", "");
        var refused = Refused();

        Assert.Equal([new RowProblem(2, "The output is empty.")], refused.Problems);
        Assert.Equal($"1 problem in the examples. Nothing was sent.{Environment.NewLine}- Row 2: The output is empty.", refused.Message);
    }

    [Fact]
    public void Both_problems_of_a_row_are_told()
    {
        _set.Add(null, new string('x', TuningLimits.OutputLength + 1));

        Assert.Equal([new RowProblem(1, "The input is empty."), new RowProblem(1, "The output has 5,001 characters. The maximum is 5,000.")], Refused().Problems);
    }

    [Fact]
    public void The_first_ten_problems_are_shown_and_all_are_counted()
    {
        for (var row = 1; row <= 12; row++)
            _set.Add("in", "");
        var refused = Refused();

        Assert.Equal(Enumerable.Range(1, 10), refused.Problems.Select(problem => problem.Row));
        Assert.Equal(12, refused.ProblemCount);
        Assert.StartsWith("12 problems in the examples. Nothing was sent.", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("- 2 more problems.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_wrong_as_a_whole_counts_as_a_row()
    {
        _set.AddProblem("it is not an object");
        _set.Add("in", "");

        Assert.Equal([new RowProblem(1, "it is not an object"), new RowProblem(2, "The output is empty.")], Refused().Problems);
    }

    [Fact]
    public void A_set_of_more_than_four_megabytes_ends_at_the_row_that_is_too_much()
    {
        var input = new string('x', TuningLimits.InputLength);
        var rows = 0;
        var refused = Assert.Throws<TuningDataException>(() =>
        {
            for (; rows < 1000; rows++)
                _set.Add(input, "y");
        });

        Assert.Equal(TuningLimits.RequestBytes / (TuningLimits.InputLength + 1 + 29), rows);
        Assert.Equal($"The first {rows + 1} rows exceed 4 MB, the largest size of a request. Use fewer or shorter examples.", refused.Message);
    }

    [Fact]
    public void Nothing_is_kept_once_a_row_was_bad()
    {
        _set.Add("one", "two");
        _set.Add("", "two");
        _set.Add("three", "four");

        Assert.Empty(_set.Examples);
    }

    [Theory]
    [InlineData('"', 2)]
    [InlineData('\n', 2)]
    [InlineData('\u0001', 6)]
    [InlineData('ü', 2)]
    public void The_size_is_what_is_sent_escapes_included(char character, int bytes)
    {
        var input = new string(character, TuningLimits.InputLength);
        var rows = 0;
        Assert.Throws<TuningDataException>(() =>
        {
            for (; rows < 1000; rows++)
                _set.Add(input, "y");
        });

        Assert.Equal(TuningLimits.RequestBytes / ((TuningLimits.InputLength * bytes) + 1 + 30), rows);
    }

    [Fact]
    public void A_set_that_is_too_large_tells_its_bad_rows_too()
    {
        _set.Add("", "y");
        var refused = Assert.Throws<TuningDataException>(() =>
        {
            for (var row = 0; row < 1000; row++)
                _set.Add(new string('x', TuningLimits.InputLength), "y");
        });

        Assert.Equal([new RowProblem(1, "The input is empty.")], refused.Problems);
        Assert.Contains("- Row 1: The input is empty.", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("exceed 4 MB, the largest size of a request. Use fewer or shorter examples.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_row_with_what_could_not_be_decoded_is_told()
    {
        _set.Add("a", "b");
        Assert.Null(_set.ReplacedRow);
        _set.Add("a", "b\uFFFD");
        _set.Add("\uFFFD", "b");

        Assert.Equal(2, _set.ReplacedRow);
    }

    TuningDataException Refused() => Assert.Throws<TuningDataException>(_set.Complete);
}

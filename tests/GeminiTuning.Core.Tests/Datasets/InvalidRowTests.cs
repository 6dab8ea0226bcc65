namespace GeminiTuning.Tests.Datasets;

/// <summary>The exception names all invalid rows, however many.</summary>
public sealed class InvalidRowTests : IDisposable
{
    readonly TrainingSet _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void All_invalid_rows_are_named_with_their_objects_and_lines()
    {
        var rows = Enumerable.Range(1, 60).Select(line => new TuningExample { TextInput = "in", Output = line % 2 == 0 ? "out" : "", File = "/f/a.csv", Line = line }).ToList();
        foreach (var row in rows)
            _set.Add(row, row);
        var refused = Assert.Throws<TuningDataException>(_set.Complete);

        Assert.Equal(10, refused.Problems.Count);
        Assert.Equal(rows.Where(row => row.Output.Length == 0), refused.InvalidRows.Select(row => row.InputObject));
        Assert.Equal(Enumerable.Range(1, 60).Where(line => line % 2 == 1), refused.InvalidRows.Select(row => row.Line!.Value));
        Assert.Contains("- a.csv, line 1: The output is empty.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_two_problems_is_named_once_with_both()
    {
        _set.Add("", "");
        var refused = Assert.Throws<TuningDataException>(_set.Complete);

        Assert.Equal(2, refused.Problems.Count);
        Assert.Equal([new RowProblem(1, "The input is empty. The output is empty.")], refused.InvalidRows);
    }

    [Fact]
    public void Each_row_has_the_same_place_in_the_list_and_by_its_number()
    {
        var random = new Random(1);
        for (var row = 0; row < 2000; row++)
            _set.Add(random.Next(3) == 0 ? "" : "in", random.Next(3) == 0 ? "" : "out");
        var rows = Assert.Throws<TuningDataException>(_set.Complete).InvalidRows;

        Assert.Equal(rows, Enumerable.Range(0, rows.Count).Select(index => rows[index]));
        Assert.Equal(rows.Select(row => row.Row).Order().Distinct(), rows.Select(row => row.Row));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[rows.Count]);
    }

    [Fact]
    public void The_objects_of_many_rows_are_there_as_long_as_somebody_has_them()
    {
        var rows = Enumerable.Range(0, 30_000).Select(row => new object[] { row }).ToList();
        foreach (var row in rows)
            _set.AddProblem($"{row[0]} is wrong.", row);
        GC.Collect();
        var refused = Assert.Throws<TuningDataException>(_set.Complete);

        Assert.Equal(rows, refused.InvalidRows.Select(row => row.InputObject));
        Assert.Equal("9999 is wrong.", refused.InvalidRows[9_999].Problem);
        Assert.StartsWith("The row is invalid.", refused.InvalidRows[10_000].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_the_validation_examples_keeps_its_rows()
    {
        _set.AddProblem("wrong", "the row");
        var refused = Assert.Throws<TuningDataException>(_set.Complete).WithMessage("-ValidationExample: wrong.");

        Assert.Equal("-ValidationExample: wrong.", refused.Message);
        Assert.Equal((1, "the row"), (refused.ProblemCount, Assert.Single(refused.InvalidRows).InputObject));
    }
}

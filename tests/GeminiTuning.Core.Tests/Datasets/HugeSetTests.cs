namespace GeminiTuning.Tests.Datasets;

/// <summary>However many rows come, what is kept is what one request can carry.</summary>
// Alone, since the memory looked at is the whole process's.
[CollectionDefinition(nameof(HugeSetTests), DisableParallelization = true)]
[Collection(nameof(HugeSetTests))]
public sealed class HugeSetTests : IDisposable
{
    const int Million = 1_000_000;
    const int Megabyte = 1024 * 1024;

    readonly TrainingSet _set = new();
    int _row;

    public void Dispose() => _set.Dispose();

    [Fact]
    public void A_million_good_rows_end_where_the_request_is_full()
    {
        var kept = Kept(() => Assert.Throws<TuningDataException>(() => AddMillion(row => ($"{row}", "y"))));

        Assert.InRange(_row, 100_000, 150_000);
        Assert.Equal(_row - 1, _set.Examples.Count);
        // A pair of short texts takes some two times as much in memory as on the wire.
        Assert.InRange(kept, 0, 4 * TuningLimits.RequestBytes);
    }

    [Fact]
    public void A_million_bad_rows_are_one_error_and_none_is_kept()
    {
        var kept = Kept(() => AddMillion(row => ($"{row}", "")));
        var refused = Assert.Throws<TuningDataException>(_set.Complete);

        Assert.InRange(kept, 0, Megabyte);
        Assert.Equal(Enumerable.Range(1, 10).Select(row => new RowProblem(row, "The output is empty.")), refused.Problems);
        Assert.Equal(Million, refused.ProblemCount);
        Assert.StartsWith("1,000,000 problems in the examples. Nothing was sent.", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("- 999,990 more problems.", refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.Message.Length, 1, 1000);
    }

    [Fact]
    public void Ten_thousand_rows_that_are_too_long_are_one_error_and_none_is_kept()
    {
        var kept = Kept(() =>
        {
            for (_row = 1; _row <= 10_000; _row++)
                _set.Add("x", new string('y', TuningLimits.OutputLength + 1));
        });

        Assert.InRange(kept, 0, Megabyte);
        Assert.Equal(10_000, Assert.Throws<TuningDataException>(_set.Complete).ProblemCount);
    }

    [Fact]
    public void Good_rows_after_a_bad_one_are_weighed_and_not_kept()
    {
        _set.AddProblem("it is not an object");
        var kept = Kept(() => Assert.Throws<TuningDataException>(() => AddMillion(row => ($"{row}", "y"))));

        Assert.InRange(kept, 0, Megabyte);
        Assert.Empty(_set.Examples);
    }

    void AddMillion(Func<int, (string Input, string Output)> row)
    {
        for (_row = 1; _row <= Million; _row++)
        {
            var (input, output) = row(_row);
            _set.Add(input, output);
        }
    }

    long Kept(Action add)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        add();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(_set);
        return Math.Max(0, after - before);
    }
}

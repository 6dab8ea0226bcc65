using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>However long the texts of a dataset are, what is kept of an example is hashes and numbers.</summary>
// Alone, since the memory looked at is the whole process's.
[CollectionDefinition(nameof(HugeCheckTests), DisableParallelization = true)]
[Collection(nameof(HugeCheckTests))]
public sealed class HugeCheckTests
{
    const int Examples = 30_000;
    const int MostBytesPerExample = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_checked_example_takes_no_more_than_its_hashes(int sentences)
    {
        var checker = new TuningDataChecker(ExampleLimits.VertexAI);
        Assert.InRange(Kept(number => checker.Add(Example(number, sentences)), checker), 0, Examples * MostBytesPerExample);
        Assert.Equal(Examples, checker.Report().ExampleCount);
    }

    [Fact]
    public void So_does_an_example_that_is_to_be_split()
    {
        var splitter = new ExampleSplitter(new SplitOptions());
        Assert.InRange(Kept(number => splitter.Add(Example(number, 5)), splitter), 0, Examples * MostBytesPerExample);
        Assert.Equal(Examples, splitter.Split().Parts.Count);
    }

    static TuningExample Example(int number, int sentences) =>
        Pair(string.Concat(Enumerable.Repeat($"{number} is a number, of which this sentence is about. ", sentences)), $"class {number % 50}");

    static long Kept(Action<int> add, object keeper)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Examples; number++)
            add(number);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(keeper);
        return Math.Max(0, after - before);
    }
}

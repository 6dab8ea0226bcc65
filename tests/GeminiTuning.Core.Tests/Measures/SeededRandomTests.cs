namespace GeminiTuning.Tests.Measures;

/// <summary>The random numbers of intervals and tests.</summary>
public sealed class SeededRandomTests
{
    [Fact]
    public void A_sequence_can_begin_at_any_of_its_numbers()
    {
        var all = new SeededRandom(7);
        var numbers = Enumerable.Range(0, 100).Select(_ => all.NextBits()).ToArray();
        Assert.All([0, 1, 42, 99], skipped => Assert.Equal(numbers[skipped], new SeededRandom(7, (ulong)skipped).NextBits()));
    }
}

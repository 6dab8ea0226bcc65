using System.Text.RegularExpressions;

namespace GeminiTuning.Tests.Datasets;

public sealed class TuningLimitsTests
{
    [Fact]
    public void The_limits_are_those_that_google_states() =>
        Assert.Equal((40_000, 5_000, 40, 4 * 1024 * 1024, 20), (TuningLimits.InputLength, TuningLimits.OutputLength,
            TuningLimits.DisplayNameLength, TuningLimits.RequestBytes, TuningLimits.AdvisedExampleCount));

    [Theory]
    [InlineData("x", TuningLimits.InputLength)]
    [InlineData("x", TuningLimits.OutputLength)]
    [InlineData("😀", TuningLimits.InputLength)]
    [InlineData("é", 1)]
    public void A_text_of_exactly_the_longest_length_is_allowed_and_one_character_more_is_not(string character, int maximum)
    {
        var longest = string.Concat(Enumerable.Repeat(character, maximum));

        Assert.Null(TuningLimits.Check("The input", longest, maximum));
        Assert.Equal(FormattableString.Invariant($"The input has {maximum + 1:N0} characters. The maximum is {maximum:N0}."),
            TuningLimits.Check("The input", longest + character, maximum));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_text_is_refused(string? text) =>
        Assert.Equal("The output is empty.", TuningLimits.Check("The output", text, 10));

    // An attribute cannot hold half of a pair, so the texts are escaped.
    [Theory]
    [InlineData(@"ab\uD83D", 3)]
    [InlineData(@"\uD83Dab", 1)]
    [InlineData(@"a\uDE00b", 2)]
    [InlineData(@"\uD83D\uDE00\uDE00\uD83D", 2)]
    public void Half_of_a_surrogate_pair_is_refused_and_its_place_is_told(string escaped, int place) =>
        Assert.Equal($"The input isn't valid Unicode: it contains half of a surrogate pair at character {place}.",
            TuningLimits.Check("The input", Regex.Unescape(escaped), 10));
}

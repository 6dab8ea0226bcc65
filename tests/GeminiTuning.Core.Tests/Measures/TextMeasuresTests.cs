namespace GeminiTuning.Tests.Measures;

/// <summary>The measures of texts, worked by hand from their definitions.</summary>
public sealed class TextMeasuresTests
{
    [Theory]
    [InlineData("The  Denver Broncos!", "denver broncos")]
    [InlineData("It's a test.", "its test")]
    [InlineData("ÄÖ-Ü, 1 000", "äöü 1 000")]
    [InlineData("An a the", "")]
    public void A_text_is_normalized_as_in_SQuAD(string text, string normalized) => Assert.Equal(normalized, TextMeasures.Normalize(text));

    [Theory]
    [InlineData("yes", " yes\n", true, true)]
    [InlineData("yes", "Yes.", false, true)]
    [InlineData("yes", "no", false, false)]
    public void White_space_at_the_ends_is_no_difference_and_case_is_one_until_normalized(string expected, string actual, bool exact, bool normalized)
    {
        Assert.Equal(exact, TextMeasures.IsExactMatch(expected, actual));
        Assert.Equal(normalized, TextMeasures.IsNormalizedMatch(expected, actual));
    }

    // Expected has 2 words and the answer 4, of which 1 is shared: precision 1/4, recall 1/2.
    [Fact]
    public void Token_F1_counts_shared_words() => Assert.Equal(2 * 0.25 * 0.5 / 0.75, TextMeasures.TokenF1("red house", "red red big car"), 12);

    // Lin (2004), section 3.1: S1 is the reference, S2 has a subsequence of 3 of 4 words, S3 one of 2.
    [Theory]
    [InlineData("police kill the gunman", 0.75)]
    [InlineData("the gunman kill police", 0.5)]
    public void ROUGE_L_is_as_in_the_example_of_its_paper(string actual, double score) =>
        Assert.Equal(score, TextMeasures.RougeL("police killed the gunman", actual), 12);

    // "abc" and "abd": 2 of 3 characters, 1 of 2 pairs, and 0 of 1 triples, which is (2/3 + 1/2) / 3 both ways.
    [Fact]
    public void ChrF_averages_over_the_lengths_that_both_have() => Assert.Equal(7.0 / 18, TextMeasures.ChrF("abc", "abd"), 12);

    // One length alone: precision 1, recall 1/2, and recall counts 4 times: 5 · 1/2 / (4 + 1/2). The second length isn't in the answer.
    [Fact]
    public void ChrF_weighs_recall_twice_as_much_as_precision() => Assert.Equal(2.5 / 4.5, TextMeasures.ChrF("ab", "a"), 12);

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("x", "", 0)]
    [InlineData("", "x", 0)]
    [InlineData("+", "+", 1)]
    [InlineData("+", "-", 0)]
    public void An_empty_text_is_like_another_empty_text_alone(string expected, string actual, double score)
    {
        Assert.Equal(score, TextMeasures.ChrF(expected, actual));
        Assert.Equal(score, TextMeasures.RougeL(expected, actual));
    }

    [Fact]
    public void A_character_beyond_the_basic_plane_is_one_character() => Assert.Equal(0, TextMeasures.ChrF("😀", "😁"));
}

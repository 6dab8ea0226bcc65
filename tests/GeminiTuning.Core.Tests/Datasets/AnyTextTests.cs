using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Any text against a limit: characters are those of Unicode, whatever they take in memory.</summary>
public sealed class AnyTextTests
{
    [Fact]
    public void A_text_is_refused_where_it_is_empty_too_long_or_no_text_and_nowhere_else() => Always.Holds(Text.Zip(Gen.Choose(-2, 2)), any =>
    {
        var (text, more) = any;
        var (length, half) = Measure(text);
        var maximum = length + more;
        var problem = TuningLimits.Check("The input", text, maximum);
        var expected = text.Length == 0 ? "The input is empty."
            : half is { } place ? $"The input isn't valid Unicode: it contains half of a surrogate pair at character {place}."
            : length > maximum ? FormattableString.Invariant($"The input has {length:N0} characters. The maximum is {maximum:N0}.")
            : null;

        Assert.Equal(expected, problem);
    });

    [Theory]
    [InlineData(TuningLimits.InputLength)]
    [InlineData(TuningLimits.OutputLength)]
    [InlineData(TuningLimits.DisplayNameLength)]
    public void A_limit_is_kept_to_the_character_in_a_text_of_all_kinds(int limit) => Always.Holds(Character.ListOf(20), kinds =>
    {
        var text = string.Concat(Enumerable.Range(0, limit).Select(i => kinds[i % kinds.Count]));

        Assert.Null(TuningLimits.Check("it", text, limit));
        Assert.Null(TuningLimits.Check("it", text[kinds[0].Length..], limit));
        Assert.NotNull(TuningLimits.Check("it", text + kinds[0], limit));
    }, 20);

    // With one, two, three and four bytes of UTF-8.
    static Gen<string> Character { get; } = Gen.Elements("x", "\0", "\"", "é", "数", "\uFEFF", "😀", "\U0010FFFF");

    static Gen<string> Text { get; } = Gen.Frequency((9, Character), (1, Gen.Elements("\uD83D", "\uDE00"))).ListOf().Select(pieces => string.Concat(pieces));

    // How many characters a text has, and which of them is the first that is half of one.
    static (int Length, int? Half) Measure(string text)
    {
        var length = 0;
        int? half = null;
        for (var rest = text.AsSpan(); !rest.IsEmpty; length++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                half ??= length + 1;
            rest = rest[used..];
        }
        return (length, half);
    }
}

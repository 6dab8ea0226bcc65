using System.Buffers;

namespace GeminiTuning;

/// <summary>What a single example looks like that is likely to be meant otherwise.</summary>
static class ExampleMarks
{
    // A shorter input may well be its own output, or the beginning of it: a class is called "cancel", too.
    const int ShortestRepeated = 20;

    // Control characters but for tab, line feed and carriage return.
    static readonly SearchValues<char> s_control = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(c => c < 0x20 || c >= 0x7F).Except([0x09, 0x0A, 0x0D]).Select(c => (char)c)]);

    // The first characters of what UTF-8 becomes when it is read as Windows-1252: é as Ã©, ’ as â€™.
    static readonly SearchValues<char> s_misread = SearchValues.Create("ÃÂâðï");

    // What Windows-1252 makes of the bytes 80 to BF, which follow the first byte of a character in UTF-8.
    static readonly SearchValues<char> s_following = SearchValues.Create(
        "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ" + string.Concat(Enumerable.Range(0x80, 0x40).Select(c => (char)c)));

    /// <summary>Returns the rules that an example breaks, a bit each.</summary>
    public static ulong Of(TuningExample example)
    {
        var marks = OfText(example.TextInput) | OfText(example.Output) | OfText(example.SystemInstruction) | OfText(example.RejectedOutput);
        // In a chat, the ends are those of turns, and what is repeated may be what was asked for.
        return example.Json is not null ? marks & ~Bit(TuningDataRule.OuterWhiteSpace) : marks | If(TuningDataRule.OutputRepeatsInput, Repeats(example));
    }

    /// <summary>Whether a rule is among those of <see cref="Of"/>.</summary>
    public static bool Has(ulong marks, TuningDataRule rule) => (marks & Bit(rule)) != 0;

    static ulong OfText(string? text) => string.IsNullOrEmpty(text)
        ? 0
        : If(TuningDataRule.OuterWhiteSpace, char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            | If(TuningDataRule.ControlCharacter, text.AsSpan().ContainsAny(s_control))
            | If(TuningDataRule.ReplacementCharacter, text.Contains('\uFFFD', StringComparison.Ordinal))
            | If(TuningDataRule.Mojibake, IsMisread(text))
            | If(TuningDataRule.ExposedSecret, SensitiveText.HasSecret(text))
            | If(TuningDataRule.PersonalData, SensitiveText.HasEmail(text) || SensitiveText.HasCardNumber(text));

    static ulong If(TuningDataRule rule, bool isBroken) => isBroken ? Bit(rule) : 0;

    static ulong Bit(TuningDataRule rule) => 1UL << (int)rule;

    static bool Repeats(TuningExample example)
    {
        var input = example.TextInput.AsSpan().Trim();
        var output = example.Output.AsSpan().Trim();
        return input.Length >= ShortestRepeated && output.StartsWith(input, StringComparison.OrdinalIgnoreCase);
    }

    // Two bytes of UTF-8 are enough: Ã or Â and one that follows, or what begins a quotation mark, an emoji or a byte order mark.
    static bool IsMisread(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAny(s_misread) is >= 0 and var at && at + 1 < rest.Length; rest = rest[(at + 1)..])
            if (s_following.Contains(rest[at + 1]) && (rest[at] is 'Ã' or 'Â' || (at + 2 < rest.Length && s_following.Contains(rest[at + 2]))))
                return true;
        return false;
    }
}

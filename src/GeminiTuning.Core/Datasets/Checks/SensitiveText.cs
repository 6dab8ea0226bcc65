using System.Buffers;
using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Finds what looks like keys, tokens and personal data. What it finds is never shown in full.</summary>
static partial class SensitiveText
{
    static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    /// <summary>Whether a text contains what looks like a key or a token: of Google, OpenAI, AWS, GitHub, GitLab, Slack and Stripe, JSON
    /// web tokens, and private keys.</summary>
    public static bool HasSecret(string text) => text.Length >= 20 && Secret().IsMatch(text);

    /// <summary>Whether a text contains an e-mail address, other than one of a domain that is reserved for examples (RFC 2606).</summary>
    public static bool HasEmail(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return false;
        foreach (var match in Email().EnumerateMatches(text))
            if (!Reserved().IsMatch(text.AsSpan(match.Index, match.Length)))
                return true;
        return false;
    }

    /// <summary>Whether a text contains the number of a payment card: 13 to 19 digits with a check digit by ISO/IEC 7812 (Luhn), that
    /// begin as those of a card network do.</summary>
    public static bool HasCardNumber(string text)
    {
        if (text.Length < 13 || !text.AsSpan().ContainsAny(s_digits))
            return false;
        foreach (var match in Card().EnumerateMatches(text))
            if (HasCheckDigit(text.AsSpan(match.Index, match.Length)))
                return true;
        return false;
    }

    static bool HasCheckDigit(ReadOnlySpan<char> number)
    {
        var (sum, count, isDoubled, first) = (0, 0, false, '\0');
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(number[i]))
                continue;
            var digit = (number[i] - '0') * (isDoubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            isDoubled = !isDoubled;
            count++;
            first = number[i];
        }
        return count is >= 13 and <= 19 && sum % 10 == 0 && sum > 0 && first is >= '2' and <= '6';
    }

    [GeneratedRegex(
        @"AIza[0-9A-Za-z_\-]{35}|\bya29\.[0-9A-Za-z_\-]{20,}|\bGOCSPX-[0-9A-Za-z_\-]{20,}|\bsk-[0-9A-Za-z_\-]{20,}"
        + @"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[0-9A-Za-z]{36,}|\bgithub_pat_[0-9A-Za-z_]{22,}|\bglpat-[0-9A-Za-z_\-]{20,}"
        + @"|\bxox[abeoprs]-[0-9A-Za-z\-]{10,}|\b[rs]k_live_[0-9A-Za-z]{16,}"
        + @"|\beyJ[0-9A-Za-z_\-]{8,}\.eyJ[0-9A-Za-z_\-]{8,}\.[0-9A-Za-z_\-]{8,}|-----BEGIN[ ](?:[A-Z]+[ ])*PRIVATE[ ]KEY",
        RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[0-9A-Za-z][0-9A-Za-z._%+\-]{0,63}@(?:[0-9A-Za-z](?:[0-9A-Za-z\-]{0,61}[0-9A-Za-z])?\.)+[A-Za-z]{2,24}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"@(?:.+\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();

    [GeneratedRegex(@"(?<![0-9.,\-])[2-6](?:[ \-]?[0-9]){12,18}(?![0-9]|[.,\-][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Card();
}

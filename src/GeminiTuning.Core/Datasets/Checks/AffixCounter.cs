namespace GeminiTuning;

/// <summary>What all texts of a column begin and end with, as far as they are read.</summary>
sealed class AffixCounter
{
    // A shorter one is a word or two that texts of a kind have in common.
    const int Shortest = 12;
    const int LeastTexts = 5;

    string? _prefix;
    string _suffix = "";
    bool _differ;
    int _count;

    public void Add(string text)
    {
        _count++;
        if (_prefix is null)
        {
            (_prefix, _suffix) = (text, text);
            return;
        }
        _differ |= !_differ && text != _prefix;
        if (!text.StartsWith(_prefix, StringComparison.Ordinal))
            _prefix = _prefix[.._prefix.AsSpan().CommonPrefixLength(text)];
        if (!text.EndsWith(_suffix, StringComparison.Ordinal))
            _suffix = _suffix[^Affix.Suffix(_suffix, text)..];
    }

    /// <summary>What all texts begin with; null if they have little in common, or if all are the same.</summary>
    public string? Prefix => Shown(_prefix);

    /// <summary>What all texts end with; null if they have little in common, or if all are the same.</summary>
    public string? Suffix => Shown(_suffix);

    string? Shown(string? affix) => _differ && _count >= LeastTexts && affix!.Trim().Length >= Shortest ? PrintableText.Of(affix.Trim(), 40) : null;
}

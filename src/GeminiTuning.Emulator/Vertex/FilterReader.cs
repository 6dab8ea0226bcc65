using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>One comparison of a filter.</summary>
sealed record FilterTerm(bool IsNegated, string Field, string Verb, string Value);

/// <summary>Reads a filter from left to right, each character once: a pattern that backtracks takes quadratic time.</summary>
sealed class FilterReader(string text)
{
    static readonly string[] s_verbs = ["!=", "<=", ">=", "=", ":", "<", ">"];

    int _at = Skip(text, 0, char.IsWhiteSpace);

    /// <summary>Whether everything has been read.</summary>
    public bool IsAtEnd => _at == text.Length;

    /// <summary>Reads a comparison.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public FilterTerm ReadTerm()
    {
        var isNegated = ReadNot();
        var field = Take(IsOfField);
        if (field.Length == 0 || !char.IsAsciiLetter(field[0]))
            throw Invalid();
        SkipSpace();
        var verb = s_verbs.FirstOrDefault(v => string.CompareOrdinal(text, _at, v, 0, v.Length) == 0) ?? throw Invalid();
        _at += verb.Length;
        SkipSpace();
        return new FilterTerm(isNegated, field, verb, ReadValue());
    }

    /// <summary>Reads what joins the next comparison; two comparisons side by side are joined by AND.</summary>
    /// <exception cref="ApiException">It stands at the end, or nothing separates the comparisons.</exception>
    public string ReadJoin()
    {
        var end = _at;
        SkipSpace();
        if (IsAtEnd)
            return "";
        if (_at == end && text[_at - 1] != '"')
            throw Invalid();
        foreach (var word in new[] { "AND", "OR" })
        {
            if (IsWord(word))
            {
                _at += word.Length;
                SkipSpace();
                return IsAtEnd ? throw Invalid() : word;
            }
        }

        return "";
    }

    bool ReadNot()
    {
        if (text[_at] == '-')
        {
            _at++;
            return true;
        }

        if (!IsWord("NOT"))
            return false;
        _at += "NOT".Length;
        SkipSpace();
        return true;
    }

    string ReadValue()
    {
        if (IsAtEnd || text[_at] != '"')
            return Take(IsOfValue) is { Length: > 0 } bare ? bare : throw Invalid();
        var end = text.IndexOf('"', _at + 1);
        if (end < 0)
            throw Invalid();
        var quoted = text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    // A word ends with a space: ANDROID is a field.
    bool IsWord(string word) =>
        string.CompareOrdinal(text, _at, word, 0, word.Length) == 0
        && _at + word.Length < text.Length && char.IsWhiteSpace(text[_at + word.Length]);

    string Take(Func<char, bool> isOf)
    {
        var start = _at;
        _at = Skip(text, start, isOf);
        return text[start.._at];
    }

    void SkipSpace() => _at = Skip(text, _at, char.IsWhiteSpace);

    static int Skip(string text, int from, Func<char, bool> isOf)
    {
        while (from < text.Length && isOf(text[from]))
            from++;
        return from;
    }

    static bool IsOfField(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-';

    static bool IsOfValue(char c) => !char.IsWhiteSpace(c) && c is not ('"' or '(' or ')');

    ApiException Invalid() => ApiException.Invalid("filter", $"Invalid filter: \"{text}\".");
}

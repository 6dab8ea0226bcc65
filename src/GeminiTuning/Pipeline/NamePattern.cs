using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>A name with or without wildcards, with or without its collection: <c>trial-*</c>, <c>tunedModels/trial-*</c>.</summary>
sealed class NamePattern
{
    readonly string _collection;
    readonly WildcardPattern _pattern;

    NamePattern(string text, string collection, Func<string, string> check)
    {
        (_collection, Text) = (collection, text);
        if (IsExact)
            check(text);
        _pattern = WildcardPattern.Get(Bare(text), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            _pattern.IsMatch("");
        }
        catch (WildcardPatternException)
        {
            throw new ArgumentException(Messages.PatternMalformed(PrintableText.Of(text)));
        }
    }

    /// <exception cref="ArgumentException">It is neither a name nor a pattern.</exception>
    public static NamePattern ForBaseModels(string text) => new(text, "models/", ResourceName.BaseModel);

    /// <inheritdoc cref="ForBaseModels" path="/exception"/>
    public static NamePattern ForTunedModels(string text) => new(text, "tunedModels/", ResourceName.TunedModel);

    /// <summary>What was typed.</summary>
    public string Text { get; }

    /// <summary>Whether it names one thing.</summary>
    public bool IsExact => !WildcardPattern.ContainsWildcardCharacters(Text);

    /// <summary>Whether something of this name was seen.</summary>
    public bool Found { get; set; }

    public bool IsMatch(string name) => _pattern.IsMatch(Bare(name));

    string Bare(string name) => name.StartsWith(_collection, StringComparison.OrdinalIgnoreCase) ? name[_collection.Length..] : name;
}

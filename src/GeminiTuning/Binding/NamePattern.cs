using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>A name with or without wildcards, with or without its collection: <c>trial-*</c>, <c>tunedModels/trial-*</c>.</summary>
sealed class NamePattern
{
    const string BaseModels = "models/";

    readonly Func<string, string> _bare;
    readonly bool _meansDisplayName;
    readonly WildcardPattern _pattern;

    NamePattern(string text, Func<string, string> bare, Func<string, string> check, bool meansDisplayName = false)
    {
        (_bare, _meansDisplayName, Text) = (bare, meansDisplayName, text);
        if (IsExact)
            check(text);
        _pattern = Compile(_bare(text), text);
    }

    /// <summary>Returns the pattern of a text with or without wildcards.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="typed">What was typed, for an error.</param>
    /// <exception cref="TuningArgumentException">It isn't a pattern.</exception>
    public static WildcardPattern Compile(string text, string typed)
    {
        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            pattern.IsMatch("");
        }
        catch (WildcardPatternException)
        {
            throw new TuningArgumentException(Messages.PatternMalformed(PrintableText.Of(typed)));
        }
        return pattern;
    }

    /// <exception cref="TuningArgumentException">It is neither a name nor a pattern.</exception>
    public static NamePattern ForBaseModels(IResourceNames names, string text) =>
        new(text, name => name.StartsWith(BaseModels, StringComparison.OrdinalIgnoreCase) ? name[BaseModels.Length..] : name, names.BaseModel);

    /// <inheritdoc cref="ForBaseModels" path="/exception"/>
    public static NamePattern ForTunedModels(IResourceNames names, string text) => new(text, names.WithoutCollection, names.TunedModel, names.AreNumbers);

    /// <inheritdoc cref="ForBaseModels" path="/exception"/>
    public static NamePattern ForBatches(IVertexService service, string text) => new(text, service.Names.WithoutCollection, service.BatchName, meansDisplayName: true);

    /// <summary>What was typed.</summary>
    public string Text { get; }

    /// <summary>Whether it names one thing.</summary>
    public bool IsExact => !WildcardPattern.ContainsWildcardCharacters(Text);

    /// <summary>Whether something of this name was seen.</summary>
    public bool Found { get; set; }

    public bool IsMatch(string name) => _pattern.IsMatch(_bare(name));

    /// <summary>Whether something is meant. Where IDs are numbers that nobody chose, the name for people counts, too.</summary>
    public bool IsMatch(string name, string? displayName) => IsMatch(name) || (_meansDisplayName && displayName is not null && _pattern.IsMatch(displayName));
}

using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The filter of a list: words to be found in display name and description, and whose models are wanted.</summary>
sealed partial class ModelFilter
{
    const int MostTerms = 100;

    readonly List<Func<TunedModel, string, bool>> _conditions = [];

    public static ModelFilter Parse(string text)
    {
        var filter = new ModelFilter();
        foreach (Match term in Terms().Matches(text))
        {
            filter._conditions.Add(term.Groups["quoted"] is { Success: true } quoted ? Contains(quoted.Value) : Condition(term.Value));
            if (filter._conditions.Count > MostTerms)
                throw ApiException.Invalid("filter", $"Invalid filter: it has more than {MostTerms} terms.");
        }

        return filter;
    }

    public bool Takes(TunedModel model)
    {
        var text = _conditions.Count == 0 ? "" : $"{model.DisplayName}\n{model.Description}";
        return _conditions.All(c => c(model, text));
    }

    static Func<TunedModel, string, bool> Condition(string term) => term switch
    {
        "owner:me" => (m, _) => Caller.RoleIn(m) == Role.Owner,
        "writers:me" => (m, _) => Caller.RoleIn(m) == Role.Writer,
        "readers:me" => (m, _) => Caller.RoleIn(m) == Role.Reader,
        "readers:everyone" => (m, _) => m.Permissions.Any(p => p.Grantee == GranteeType.Everyone),
        _ when Operators().IsMatch(term) => throw ApiException.Invalid(
            "filter",
            $"Invalid filter: '{term}' is not an operator. There are owner:me, writers:me, readers:me and readers:everyone."),
        _ => Contains(term),
    };

    static Func<TunedModel, string, bool> Contains(string term) => (_, text) => text.Contains(term, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|\\S+")]
    private static partial Regex Terms();

    [GeneratedRegex("^(owner|writers|readers):")]
    private static partial Regex Operators();
}

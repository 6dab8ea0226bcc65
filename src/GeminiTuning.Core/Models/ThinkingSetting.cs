namespace GeminiTuning;

/// <summary>How much a model thinks: a level for Gemini 3 and later, or a budget for Gemini 2.5.</summary>
/// <param name="Level">The level; null if the model has a budget.</param>
/// <param name="Budget">The maximum number of tokens, 0 for no thinking; null if the model has levels.</param>
public sealed record ThinkingSetting(ThinkingLevel? Level, int? Budget)
{
    /// <summary>The setting as parameters of a cmdlet.</summary>
    public override string ToString() =>
        Level is { } level ? $"-ThinkingLevel {level}" : FormattableString.Invariant($"-ThinkingBudget {Budget}");
}

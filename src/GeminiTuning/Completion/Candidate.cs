using GeminiTuning.Binding;

namespace GeminiTuning.Completion;

/// <summary>A name and its tooltip.</summary>
public sealed record Candidate(string Name, string ToolTip)
{
    /// <summary>Whether it's a display name. It's completed only if the user has typed its beginning, and if it's unique.</summary>
    public bool IsDisplayName { get; private init; }

    /// <summary>Returns the candidates for a resource: its name, and its display name if the display name finds the resource.</summary>
    public static IEnumerable<Candidate> Of(string name, string? displayName, string toolTip)
    {
        yield return new Candidate(name, toolTip);
        if (displayName is not null && NamedModels.CanBeDisplayName(displayName))
            yield return new Candidate(displayName, toolTip) { IsDisplayName = true };
    }
}

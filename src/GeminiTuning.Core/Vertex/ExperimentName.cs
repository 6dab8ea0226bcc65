using System.Text.RegularExpressions;

namespace GeminiTuning.Vertex;

/// <summary>Names in the experiment of a tuning job, as far as they are safe in an address.</summary>
static partial class ExperimentName
{
    /// <summary>The ID of a job's context in Vertex ML Metadata, which is also that of its experiment in TensorBoard; null for
    /// a name that is none.</summary>
    public static string? ContextId(string? context) => context is not null && Context().Match(context) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a text is the name of a TensorBoard in a location.</summary>
    public static bool IsTensorboard(string? name, string location) =>
        name is not null && Tensorboard().Match(name) is { Success: true } match && match.Groups[1].Value == location;

    /// <summary>The last part of a name; null if there is none.</summary>
    public static string? IdOf(string? name) => name is not null && LastPart().Match(name) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9.:-]{1,62}/locations/[a-z][a-z0-9-]{0,39}/metadataStores/default/contexts/([a-z0-9][a-z0-9-]{0,127})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Context();

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9.:-]{1,62}/locations/([a-z][a-z0-9-]{0,39})/tensorboards/[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tensorboard();

    [GeneratedRegex(@"/([A-Za-z0-9][A-Za-z0-9_-]{0,127})\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastPart();
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the regions in which Google tunes Gemini models: first those that tune the newer ones. No service is
/// asked, since there is no connection yet.</summary>
public sealed class RegionCompleter : IArgumentCompleter
{
    static readonly (string Region, string Place)[] s_regions =
    [
        ("us-central1", "Iowa"),
        ("europe-west4", "Netherlands"),
        ("us-east1", "South Carolina"),
        ("us-east4", "Northern Virginia"),
        ("us-east5", "Columbus"),
        ("us-south1", "Dallas"),
        ("us-west1", "Oregon"),
        ("us-west4", "Las Vegas"),
        ("northamerica-northeast1", "Montréal"),
        ("southamerica-east1", "São Paulo"),
        ("europe-central2", "Warsaw"),
        ("europe-north1", "Finland"),
        ("europe-southwest1", "Madrid"),
        ("europe-west1", "Belgium"),
        ("europe-west2", "London"),
        ("europe-west3", "Frankfurt"),
        ("europe-west6", "Zürich"),
        ("europe-west8", "Milan"),
        ("europe-west9", "Paris"),
        ("asia-east1", "Taiwan"),
        ("asia-east2", "Hong Kong"),
        ("asia-northeast1", "Tokyo"),
        ("asia-northeast3", "Seoul"),
        ("asia-south1", "Mumbai"),
        ("asia-southeast1", "Singapore"),
        ("australia-southeast1", "Sydney"),
        ("me-west1", "Tel Aviv"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return s_regions.Where(entry => word.Begins(entry.Region)).Select(entry => Word.Result(entry.Region, entry.Place));
    }
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the regions of Vertex AI. Those where all Gemini models can be tuned come first.</summary>
public sealed class LocationCompleter : IArgumentCompleter
{
    // No method of the service lists them for callers without a project (docs.cloud.google.com, "Vertex AI locations").
    static readonly string[] s_tuning = ["us-central1", "europe-west4"];

    static readonly string[] s_others =
    [
        "asia-east1", "asia-northeast1", "asia-northeast3", "asia-south1", "asia-southeast1", "australia-southeast1", "europe-central2",
        "europe-north1", "europe-southwest1", "europe-west1", "europe-west2", "europe-west3", "europe-west6", "europe-west8", "europe-west9",
        "me-central1", "me-central2", "me-west1", "northamerica-northeast1", "southamerica-east1", "us-east1", "us-east4", "us-east5",
        "us-south1", "us-west1", "us-west4",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return s_tuning.Select(region => (Region: region, Tip: Messages.TipRegionForTuning))
            .Concat(s_others.Select(region => (Region: region, Tip: Messages.TipRegion)))
            .Where(entry => word.Begins(entry.Region))
            .Select(entry => Word.Result(entry.Region, entry.Tip));
    }
}

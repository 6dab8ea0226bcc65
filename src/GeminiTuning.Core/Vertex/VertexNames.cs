using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>The names of Vertex AI in a project and a region. A tuned model goes by the tuning job that made it; its name in the
/// model registry and its endpoints stand for it.</summary>
/// <param name="project">The project.</param>
/// <param name="location">The region.</param>
sealed partial class VertexNames(string project, string location) : IResourceNames
{
    /// <summary>What all names in the project and the region begin with.</summary>
    public string Parent => $"projects/{project}/locations/{location}";

    public bool AreNumbers => true;

    public string TunedModel(string text) =>
        Complete(text, VertexName.TuningJobs, VertexName.Models, VertexName.Endpoints) ?? throw Refused(text, Messages.TunedModelName, Messages.VertexModelNameForm);

    public string? NewTunedModel(string id) => null;

    public string Operation(string text) =>
        Complete(text, VertexName.TuningJobs) ?? throw Refused(text, Messages.OperationName, Messages.VertexJobNameForm);

    public bool IsOperation(string text) => Complete(text, VertexName.TuningJobs) is not null;

    public string Batch(string text) =>
        Complete(text, VertexName.Batches) ?? throw Refused(text, Messages.BatchName, Messages.BatchNameForm);

    public string BaseModel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BaseModelName().Match(text) is { Success: true } match ? match.Groups[1].Value : throw Refused(text, Messages.BaseModelName, Messages.VertexBaseModelForm);
    }

    public string WithoutCollection(string text) => text[(text.LastIndexOf('/') + 1)..];

    // A whole name, one without project and region, or the ID of what stands first, which is a number.
    string? Complete(string text, params ReadOnlySpan<string> collections)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.StartsWith("projects/", StringComparison.Ordinal) ? text
            : Number().IsMatch(text) ? $"{Parent}/{collections[0]}/{text}"
            : $"{Parent}/{text}";
        return VertexName.TryParse(name, collections)?.ToString();
    }

    static TuningArgumentException Refused(string text, string what, string allowed) => NameRefusal.Of(text, what, allowed, NameRefusal.OfGeminiApi);

    [GeneratedRegex(@"\A[0-9]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(?:(?:publishers/google/)?models/)?([A-Za-z0-9][A-Za-z0-9._@-]{0,127})\z", RegexOptions.CultureInvariant)]
    private static partial Regex BaseModelName();
}

using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>The name of a resource of Vertex AI: <c>projects/P/locations/L/COLLECTION/ID</c>.</summary>
/// <param name="Project">The project, by its ID or its number.</param>
/// <param name="Location">The region or multi-region.</param>
/// <param name="Collection">What kind of resource it is, such as <c>tuningJobs</c>.</param>
/// <param name="Id">Its ID; a model's may have a version, as in <c>ID@1</c>.</param>
sealed partial record VertexName(string Project, string Location, string Collection, string Id)
{
    public const string TuningJobs = "tuningJobs";
    public const string Models = "models";
    public const string Endpoints = "endpoints";
    public const string Batches = "batchPredictionJobs";

    public string Parent => $"projects/{Project}/locations/{Location}";

    /// <summary>The same for the project's ID and its number, which the service uses interchangeably.</summary>
    public string Key => $"{Location}/{Collection}/{Id}";

    /// <summary>The ID without a version.</summary>
    public string Family => Id.Split('@')[0];

    /// <summary>A whole name; null where the text is none, or would not be safe in an address.</summary>
    public static VertexName? TryParse(string? text) => text is not null && Whole().Match(text) is { Success: true } match
        ? new VertexName(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)
        : null;

    /// <summary>A whole name that one of these collections has.</summary>
    public static VertexName? TryParse(string? text, params ReadOnlySpan<string> collections) =>
        TryParse(text) is { } name && collections.Contains(name.Collection) ? name : null;

    /// <summary>Whether a text can be a project, by its ID or its number.</summary>
    public static bool IsProject(string text) => Project_().IsMatch(text);

    /// <summary>Whether a text can be a region or multi-region.</summary>
    public static bool IsLocation(string text) => Location_().IsMatch(text);

    /// <summary>Checks that an answer is about this resource; the service may name the project by its number in place of its ID.</summary>
    /// <param name="got">The name in the answer; null where it has none, or none that can be asked for.</param>
    /// <exception cref="TuningServiceException">The answer has another name.</exception>
    public void CheckAnswer(string? got)
    {
        if (TryParse(got, Collection) is { } name && !((name with { Project = Project }) == this && IsNumber(name.Project) != IsNumber(Project)))
            AnswerName.Of($"{this}", got);
    }

    static bool IsNumber(string project) => project.All(char.IsAsciiDigit);

    /// <summary>The name as the service has it.</summary>
    public override string ToString() => $"{Parent}/{Collection}/{Id}";

    // A project's ID may have a domain before it: example.com:project.
    [GeneratedRegex(@"\Aprojects/([A-Za-z0-9][A-Za-z0-9.:-]{0,61})/locations/([a-z][a-z0-9-]{0,39})/([A-Za-z]+)/([A-Za-z0-9][A-Za-z0-9_-]{0,127}(?:@[A-Za-z0-9][A-Za-z0-9-]{0,62})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.:-]{0,61}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Project_();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Location_();
}

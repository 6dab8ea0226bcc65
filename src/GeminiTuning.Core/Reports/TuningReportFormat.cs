using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The file formats of a report.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningReportFormat>))]
public enum TuningReportFormat : long
{
    /// <summary>A page for people, with pictures. It needs no network and no script.</summary>
    Html,

    /// <summary>Text for pull requests and wikis, in GitHub's form of Markdown.</summary>
    Markdown,

    /// <summary>The objects for programs.</summary>
    Json,

    /// <summary>The loss curve of one model as a picture.</summary>
    Svg,
}

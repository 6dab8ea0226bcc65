using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GeminiTuning;

/// <summary>Writes the objects of a report as JSON, with the names of their properties. Texts are bounded, as in the other formats.</summary>
static class ReportJson
{
    const int MostLocations = 100;

    // What is drawn or said again in words, what changes while time passes, and rows of the user, which can be any object.
    static readonly HashSet<string> s_omitted =
    [
        .. new[]
        {
            nameof(TunedModel.Age), nameof(TunedModel.Curve), nameof(TunedModel.LossCurve), nameof(TunedModel.LastStep), nameof(TunedModelMiss.InputObject),
            nameof(TuningOperation.Percent), nameof(TuningOperation.Result),
        }.Select(JsonNamingPolicy.CamelCase.ConvertName),
    ];

    /// <summary>Writes the report.</summary>
    public static void Write(Stream file, TuningReport report)
    {
        var content = new ReportContent(report);
        JsonSerializer.Serialize(file, new ReportObjects
        {
            Title = content.Title,
            CreateTime = report.CreateTime,
            Version = TuningReport.Version,
            Command = report.Command,
            Datasets = report.Datasets,
            Splits = report.Splits.Select(split => new ReportSplit(split.TrainingCount, split.ValidationCount, split.TestCount, split.UnusedCount, split.Seed)),
            Models = report.Models.Where(model => model.Model is not null).Select(model => model.Model!),
            Operations = report.Models.Where(model => model.Operation is not null).Select(model => model.Operation!),
            Measurements = report.Measurements.Select(measurement => measurement with { Misses = measurement.Misses.Take(report.MaxMiss).ToArray() }),
            Comparisons = report.Comparisons.Select(comparison => comparison with { Differences = comparison.Differences.Take(report.MaxMiss).ToArray() }),
        }, s_type);
    }

    static readonly JsonTypeInfo<ReportObjects> s_type = (JsonTypeInfo<ReportObjects>)new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        // Losses can be infinite or no number.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TextConverter() },
        TypeInfoResolver = ReportJsonTypes.Default.WithAddedModifier(Shape),
    }.GetTypeInfo(typeof(ReportObjects));

    static void Shape(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
            if (s_omitted.Contains(type.Properties[index].Name) || (type.Type == typeof(TuningDataReport) && type.Properties[index].Name == "summary"))
                type.Properties.RemoveAt(index);
        foreach (var property in type.Properties)
            Shape(property, type.Type);
    }

    // Findings can be about each example. A folder's path can contain the name of a person.
    static void Shape(JsonPropertyInfo property, Type type)
    {
        if (type == typeof(TuningDataFinding) && property.Name == "lines")
            property.Get = finding => (IReadOnlyList<ExampleLocation>)[.. ((TuningDataFinding)finding).Lines.Take(MostLocations)];
        else if (property.Name == "file" && property.Get is { } file)
            property.Get = item => Path.GetFileName((string?)file(item));
    }

    /// <summary>Writes texts as they are in the other formats.</summary>
    sealed class TextConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(ReportString.Of(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(ReportString.Of(value));
    }
}

/// <summary>The objects of a report.</summary>
sealed record ReportObjects
{
    public required string Title { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required string Version { get; init; }

    public string? Command { get; init; }

    public required IEnumerable<TuningDataReport> Datasets { get; init; }

    public required IEnumerable<ReportSplit> Splits { get; init; }

    public required IEnumerable<TunedModel> Models { get; init; }

    public required IEnumerable<TuningOperation> Operations { get; init; }

    public required IEnumerable<TunedModelMeasurement> Measurements { get; init; }

    public required IEnumerable<TunedModelComparison> Comparisons { get; init; }
}

/// <summary>A split without its examples.</summary>
sealed record ReportSplit(int TrainingCount, int ValidationCount, int TestCount, int UnusedCount, int Seed);

[JsonSerializable(typeof(ReportObjects))]
sealed partial class ReportJsonTypes : JsonSerializerContext;

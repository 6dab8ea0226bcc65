using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A batch job: what was asked for, how far it is.</summary>
sealed record BatchJobRecord : Job
{
    /// <summary>The model as it was asked for.</summary>
    public required string Model { get; init; }

    public required ImmutableArray<string> InputUris { get; init; }

    public required string OutputPrefix { get; init; }

    /// <summary>Where the answers lie, <c>gs://…</c>; null before the first of them.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Where its answers will be: known from the start, so that the next start finds what an interrupted job has left.</summary>
    [JsonIgnore]
    public string PlannedDirectory =>
        $"{OutputPrefix.TrimEnd('/')}/prediction-model-{CreateTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>The object with its answers.</summary>
    [JsonIgnore]
    public ObjectName OutputPlace => ObjectName.Parse($"{PlannedDirectory}/predictions.jsonl")!;

    public long Successful { get; init; }

    public long Failures { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Parent}/batchPredictionJobs/{Id}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole => base.IsWhole && Model is not null && OutputPrefix is not null && !InputUris.IsDefaultOrEmpty;
}

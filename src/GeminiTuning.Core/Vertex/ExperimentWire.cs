using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The messages of the experiment of a tuning job: google/cloud/aiplatform/v1/{context,tensorboard_run,tensorboard_time_series,
// tensorboard_data,tensorboard_service}.proto. The metadata of a context is a Struct; the key is that of Google's Python SDK
// (google/cloud/aiplatform/metadata/constants.py).

sealed record WireContext : WireAnswer
{
    public WireContextMetadata? Metadata { get; init; }
}

sealed record WireContextMetadata
{
    [JsonPropertyName("backing_tensorboard_resource")]
    public string? Tensorboard { get; init; }
}

sealed record WireNamed
{
    public string? Name { get; init; }
    public string? DisplayName { get; init; }
}

sealed record WireRunPage : WireAnswer
{
    public IReadOnlyList<WireNamed?>? TensorboardRuns { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireTimeSeriesPage : WireAnswer
{
    public IReadOnlyList<WireNamed?>? TensorboardTimeSeries { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireTimeSeriesDataList : WireAnswer
{
    public IReadOnlyList<WireTimeSeriesData?>? TimeSeriesData { get; init; }
}

sealed record WireTimeSeriesData
{
    public string? TensorboardTimeSeriesId { get; init; }
    public IReadOnlyList<WireDataPoint?>? Values { get; init; }
}

sealed record WireDataPoint
{
    public WireScalar? Scalar { get; init; }
    public WireTime? WallTime { get; init; }
    public int? Step { get; init; }
}

sealed record WireScalar
{
    [JsonConverter(typeof(WireLossConverter))]
    public float? Value { get; init; }
}

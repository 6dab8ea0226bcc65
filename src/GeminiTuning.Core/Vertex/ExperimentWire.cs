using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The messages of the experiment of a tuning job: google/cloud/aiplatform/v1/{context,tensorboard_run,tensorboard_time_series,
// tensorboard_data,tensorboard_service}.proto. The metadata of a context is a Struct; the key is that of Google's Python SDK
// (google/cloud/aiplatform/metadata/constants.py).

sealed record WireContext : WireAnswer
{
    public WireContextMetadata? Metadata { get; set; }
}

sealed record WireContextMetadata
{
    [JsonPropertyName("backing_tensorboard_resource")]
    public string? Tensorboard { get; set; }
}

sealed record WireNamed
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
}

sealed record WireRunPage : WireAnswer
{
    public IReadOnlyList<WireNamed?>? TensorboardRuns { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireTimeSeriesPage : WireAnswer
{
    public IReadOnlyList<WireNamed?>? TensorboardTimeSeries { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireTimeSeriesDataList : WireAnswer
{
    public IReadOnlyList<WireTimeSeriesData?>? TimeSeriesData { get; set; }
}

sealed record WireTimeSeriesData
{
    public string? TensorboardTimeSeriesId { get; set; }
    public IReadOnlyList<WireDataPoint?>? Values { get; set; }
}

sealed record WireDataPoint
{
    public WireScalar? Scalar { get; set; }
    public WireTime? WallTime { get; set; }
    public int? Step { get; set; }
}

sealed record WireScalar
{
    [JsonConverter(typeof(WireLossConverter))]
    public float? Value { get; set; }
}

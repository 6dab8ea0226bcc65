using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning;

// The messages of Cloud Storage's JSON API, as far as the module uses them. Every field may be missing.

sealed record WireObject : WireAnswer
{
    public string? Name { get; init; }
    public string? ContentType { get; init; }
    public long? Size { get; init; }
    public string? Crc32c { get; init; }
    public string? Generation { get; init; }
}

sealed record WireObjectPage : WireAnswer
{
    public IReadOnlyList<WireObject?>? Items { get; init; }
    public string? NextPageToken { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<long>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireObject))]
[JsonSerializable(typeof(WireObjectPage))]
sealed partial class StorageJson : JsonSerializerContext;

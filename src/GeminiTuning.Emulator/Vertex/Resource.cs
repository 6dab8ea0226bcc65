using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Something in a project and a region that has a name, and a file where there is a data path.</summary>
abstract partial record Resource
{
    public required string Project { get; init; }

    public required string Location { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }

    /// <summary>The project and the region.</summary>
    [JsonIgnore]
    public string Parent => $"projects/{Project}/locations/{Location}";

    /// <summary>Its display name, for a list's order.</summary>
    [JsonIgnore]
    public abstract string Title { get; }

    /// <summary>Where it is found.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What tells it from all others of its kind; also a part of its file's name.</summary>
    [JsonIgnore]
    public virtual string Key => Id;

    /// <summary>Whether all is there that must be, which a file can leave open.</summary>
    [JsonIgnore]
    public virtual bool IsWhole => Project is not null && Location is not null && Id is not null && KeyRule().IsMatch(Key);

    [GeneratedRegex(@"^[0-9]{1,30}(@[0-9]{1,9})?\z")]
    private static partial Regex KeyRule();
}

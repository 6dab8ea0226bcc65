using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Everything about an object besides its content.</summary>
sealed partial record StoredObject
{
    /// <summary>What its content's file is named after.</summary>
    public required string Id { get; init; }

    public required string Bucket { get; init; }

    public required string Name { get; init; }

    /// <summary>Which content it is: each upload has a higher one.</summary>
    public required long Generation { get; init; }

    /// <summary>How often its traits were changed, starting with 1.</summary>
    public long Metageneration { get; init; } = 1;

    public required long Size { get; init; }

    public required string Md5Hash { get; init; }

    public required string Crc32c { get; init; }

    public ObjectTraits Traits { get; init; } = new();

    public required DateTimeOffset TimeCreated { get; init; }

    /// <summary>When its traits were changed last; null if they never were.</summary>
    public DateTimeOffset? TimeChanged { get; init; }

    /// <summary>Whether all is there that must be, which a file can leave open.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        IdRule().IsMatch(Id ?? "") && Bucket is not null && Name is not null && Md5Hash is not null && Crc32c is not null
        && Traits is { IsWhole: true };

    [GeneratedRegex(@"^[a-z0-9]{1,40}\z")]
    private static partial Regex IdRule();
}

/// <summary>What an object shall become when its content is there.</summary>
/// <param name="Place">Where it shall lie.</param>
/// <param name="Traits">What is known of it.</param>
/// <param name="Condition">What must hold for it to be written.</param>
sealed record ObjectPlan(ObjectName Place, ObjectTraits Traits, Preconditions Condition)
{
    /// <summary>The MD5 that the content must have, in Base64; empty for any.</summary>
    public string Md5Hash { get; init; } = "";

    /// <summary>The CRC32C that it must have; empty for any.</summary>
    public string Crc32c { get; init; } = "";
}

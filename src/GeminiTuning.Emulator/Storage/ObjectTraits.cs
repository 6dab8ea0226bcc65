using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The metadata of an object that its owner can set, and change without a new upload.</summary>
sealed record ObjectTraits
{
    /// <summary>The content type of an object that has no other.</summary>
    public const string DefaultType = "application/octet-stream";

    const string DefaultClass = "STANDARD";

    static readonly string[] s_classes =
        ["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE", "MULTI_REGIONAL", "REGIONAL", "DURABLE_REDUCED_AVAILABILITY"];

    public string ContentType { get; init; } = DefaultType;

    public string ContentEncoding { get; init; } = "";

    public string ContentDisposition { get; init; } = "";

    public string ContentLanguage { get; init; } = "";

    public string CacheControl { get; init; } = "";

    /// <summary>A time that the owner has set; null for none.</summary>
    public DateTimeOffset? CustomTime { get; init; }

    public string StorageClass { get; init; } = DefaultClass;

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the content is compressed.</summary>
    [JsonIgnore]
    public bool IsCompressed => ContentEncoding == "gzip";

    /// <summary>Whether a compressed content may be sent decompressed.</summary>
    [JsonIgnore]
    public bool MayBeTranscoded => IsCompressed && !CacheControl.Contains("no-transform", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all is there that must be, which a file can leave open.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        ContentType is not null && ContentEncoding is not null && ContentDisposition is not null && ContentLanguage is not null
        && CacheControl is not null && StorageClass is not null && Metadata is not null;

    /// <summary>The traits in the body of a request that has all of them. What it doesn't hold has its default.</summary>
    /// <exception cref="ApiException">A value is invalid.</exception>
    public static ObjectTraits Of(JsonObject body) => new ObjectTraits().With(body);

    /// <summary>Changes the traits that the body holds. One that is null there gets its default, and a metadata key that is null
    /// is removed.</summary>
    /// <exception cref="ApiException">A value is invalid.</exception>
    public ObjectTraits With(JsonObject body) => this with
    {
        ContentType = Text(body, "contentType", ContentType, DefaultType),
        ContentEncoding = Text(body, "contentEncoding", ContentEncoding),
        ContentDisposition = Text(body, "contentDisposition", ContentDisposition),
        ContentLanguage = Text(body, "contentLanguage", ContentLanguage),
        CacheControl = Text(body, "cacheControl", CacheControl),
        CustomTime = TimeIn(body),
        StorageClass = ClassIn(body),
        Metadata = MetadataIn(body),
    };

    static string Text(JsonObject body, string name, string present, string unset = "") =>
        !body.Has(name) ? present : body.Text(name) is { Length: > 0 } text ? text : unset;

    DateTimeOffset? TimeIn(JsonObject body)
    {
        if (!body.Has("customTime"))
            return CustomTime;
        var text = body.Text("customTime");
        if (text.Length == 0)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw ApiException.Invalid("customTime", $"Invalid value for customTime: '{text}'. Specify a time as in RFC 3339.");
    }

    string ClassIn(JsonObject body)
    {
        var name = Text(body, "storageClass", StorageClass, DefaultClass);
        return s_classes.Contains(name)
            ? name
            : throw ApiException.Invalid("storageClass", $"Invalid argument: '{name}' is not a storage class. Use one of {string.Join(", ", s_classes)}.");
    }

    Dictionary<string, string> MetadataIn(JsonObject body)
    {
        if (body.Has("metadata") && body["metadata"] is null)
            return [];
        var metadata = new Dictionary<string, string>(Metadata);
        foreach (var (key, value) in body.Child("metadata"))
        {
            if (value is null)
                metadata.Remove(key);
            else
                metadata[key] = value.GetValue<string>();
        }

        return metadata;
    }
}

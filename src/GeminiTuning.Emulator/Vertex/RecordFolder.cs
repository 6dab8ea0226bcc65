using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Keeps resources of one kind in the data path, a file each: <c>vertex-KIND-ID.json</c>.</summary>
sealed class RecordFolder<T>(DataFolder folder, string kind)
    where T : Resource
{
    static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads every one; what cannot be read is reported and left out.</summary>
    /// <returns>The resources, and whether they are all that there are.</returns>
    public (IReadOnlyList<T> Resources, bool AreAll) Load(Action<string> report)
    {
        var names = folder.Names($"vertex-{kind}-", ".json");
        List<T> resources = [.. names.Select(n => TryLoad(n, report)).OfType<T>()];
        return (resources, resources.Count == names.Count);
    }

    public void Save(T resource) => folder.Write(NameOf(resource), stream => JsonSerializer.Serialize(stream, resource, s_options));

    /// <summary>Deletes all of these resources or, if it fails, none of them.</summary>
    public void Delete(IReadOnlyList<T> resources) => folder.Delete([.. resources.Select(NameOf)]);

    /// <summary>Deletes a resource that doesn't exist any more. If that fails, the next start tries again.</summary>
    public void TryDelete(T resource) => folder.TryDelete(NameOf(resource));

    T? TryLoad(string name, Action<string> report)
    {
        try
        {
            using var stream = folder.OpenRead(name);
            var resource = JsonSerializer.Deserialize<T>(stream, s_options);
            return resource is { IsWhole: true } && NameOf(resource) == name
                ? resource
                : throw new JsonException("It does not hold what it is named after.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or ArgumentException)
        {
            report($"'{Path.Combine(folder.Path, name)}' cannot be read and is left out: {e.Message}");
            return null;
        }
    }

    string NameOf(T resource) => $"vertex-{kind}-{resource.Key}.json";
}

using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Keeps resources of one kind in the data path, a file each: <c>vertex-KIND-ID.json</c>.</summary>
sealed class RecordFolder<T>(string path, string kind)
    where T : Resource
{
    static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads every one; what cannot be read is reported and left out.</summary>
    public IEnumerable<T> Load(Action<string> report)
    {
        foreach (var file in Directory.GetFiles(path, $"vertex-{kind}-*{AtomicFile.Unfinished}"))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(path, $"vertex-{kind}-*.json").Order(StringComparer.Ordinal))
        {
            if (TryLoad(file, report) is { } loaded)
                yield return loaded;
        }
    }

    public void Save(T resource) => AtomicFile.Write(PathOf(resource), stream => JsonSerializer.Serialize(stream, resource, s_options));

    public void Delete(T resource) => File.Delete(PathOf(resource));

    T? TryLoad(string file, Action<string> report)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var resource = JsonSerializer.Deserialize<T>(stream, s_options);
            return resource is { IsWhole: true } && PathOf(resource) == file
                ? resource
                : throw new JsonException("It does not hold what it is named after.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or ArgumentException)
        {
            report($"'{file}' cannot be read, and is left out: {e.Message}");
            return null;
        }
    }

    string PathOf(T resource) => Path.Combine(path, $"vertex-{kind}-{resource.Key}.json");
}

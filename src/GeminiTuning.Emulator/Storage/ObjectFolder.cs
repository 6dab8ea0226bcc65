using System.Text.Json;
using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// Where objects lie: <c>object-ID.json</c> and <c>object-ID.content</c> in the data path, or in a temporary folder that
/// is made when it is needed and goes with the emulator. What is being uploaded is <c>upload-ID.part</c>.
/// </summary>
sealed class ObjectFolder(string? dataPath) : IDisposable
{
    static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    readonly Lazy<string> _path = new(() => dataPath ?? Directory.CreateTempSubdirectory("gemini-tuning-emulator-").FullName);

    /// <summary>Reads what an earlier emulator has kept; what cannot be read is reported and left out.</summary>
    public IEnumerable<StoredObject> Load(Action<string> report)
    {
        if (dataPath is null)
            yield break;

        foreach (var file in Directory.GetFiles(dataPath, "upload-*.part").Concat(Directory.GetFiles(dataPath, $"object-*{AtomicFile.Unfinished}")))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(dataPath, "object-*.json").Order(StringComparer.Ordinal))
        {
            if (TryLoad(file, report) is { } loaded)
                yield return loaded;
        }
    }

    public string PartPath(string id) => Path.Combine(_path.Value, $"upload-{id}.part");

    public string ContentPath(string id) => Path.Combine(_path.Value, $"object-{id}.content");

    /// <summary>Makes an object of what was uploaded.</summary>
    public void Keep(string part, StoredObject stored)
    {
        File.Move(part, ContentPath(stored.Id));
        if (dataPath is not null)
            AtomicFile.Write(RecordPath(stored.Id), stream => JsonSerializer.Serialize(stream, stored, s_options));
    }

    public void Delete(StoredObject stored)
    {
        File.Delete(RecordPath(stored.Id));
        File.Delete(ContentPath(stored.Id));
    }

    /// <summary>Opens content to be read, also while the object is replaced or deleted.</summary>
    public FileStream Open(StoredObject stored) =>
        new(ContentPath(stored.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (dataPath is null && _path.IsValueCreated)
                Directory.Delete(_path.Value, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program is looking at a file; the system clears its temporary folder by itself.
        }
    }

    static long? LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;

    string RecordPath(string id) => Path.Combine(_path.Value, $"object-{id}.json");

    StoredObject? TryLoad(string file, Action<string> report)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var stored = JsonSerializer.Deserialize<StoredObject>(stream, s_options);
            if (stored is not { IsWhole: true } || RecordPath(stored.Id) != file || LengthOf(ContentPath(stored.Id)) != stored.Size)
                throw new JsonException("It does not hold the object that it is named after, or its content is not there.");
            return stored;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or ArgumentException)
        {
            report($"The object in '{file}' cannot be read, and is left out: {e.Message}");
            return null;
        }
    }
}

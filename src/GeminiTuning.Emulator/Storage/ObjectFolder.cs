using System.Text.Json;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// The files of objects: <c>object-ID.content</c> and the record <c>object-ID.json</c>. Writing the record makes the object. Of
/// two records of one object, the one with the latest generation counts, so that it also replaces the object in one step.
/// Content without a record is being uploaded, or is deleted at the next start. Without a data path, there are no records, and
/// the folder is temporary.
/// </summary>
sealed class ObjectFolder : IDisposable
{
    const string Prefix = "object-";
    const string RecordSuffix = ".json";
    const string ContentSuffix = ".content";

    static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    readonly DataFolder? _kept;
    readonly TemporaryFolder? _temporary;

    // Replaced objects whose records could not be deleted.
    readonly List<StoredObject> _outdated = [];

    /// <param name="kept">The data path; null for a temporary folder.</param>
    /// <param name="disk">Where a temporary folder is.</param>
    public ObjectFolder(DataFolder? kept, Disk disk)
    {
        _kept = kept;
        _temporary = kept is null ? new TemporaryFolder(disk) : null;
    }

    DataFolder Folder => _kept ?? _temporary!.Folder;

    /// <summary>The name of the file with an object's content.</summary>
    public static string ContentName(string id) => Prefix + id + ContentSuffix;

    /// <summary>Reads what an earlier emulator has kept. Records that cannot be read are reported and left out.</summary>
    public IReadOnlyList<StoredObject> Load(Action<string> report)
    {
        if (_kept is null)
            return [];

        var records = _kept.Names(Prefix, RecordSuffix);
        List<StoredObject> loaded = [.. records.Select(r => TryLoad(r, report)).OfType<StoredObject>()];
        List<StoredObject> latest = [.. loaded.GroupBy(o => (o.Bucket, o.Name)).Select(g => g.MaxBy(o => o.Generation)!)];
        foreach (var outdated in loaded.Except(latest))
            DeleteOutdated(outdated);

        // A record that cannot be read may be repaired, and needs its content then.
        if (loaded.Count == records.Count)
        {
            var used = loaded.Select(o => ContentName(o.Id)).ToHashSet();
            foreach (var unused in _kept.Names(Prefix, ContentSuffix).Where(n => !used.Contains(n)).Concat(_kept.Names("upload-", ".part")))
                _kept.TryDelete(unused);
        }

        return latest;
    }

    /// <summary>A file for new content.</summary>
    public ContentFile NewContent() => new(Folder, RandomName.Create(20));

    /// <summary>Makes an object of its content.</summary>
    /// <param name="stored">The object.</param>
    /// <param name="outdated">The object that it replaces.</param>
    public void Save(StoredObject stored, StoredObject? outdated)
    {
        _kept?.Write(RecordName(stored), stream => JsonSerializer.Serialize(stream, stored, s_options));
        if (outdated is not null)
            DeleteOutdated(outdated);
    }

    /// <summary>Deletes an object; its content goes with the next start if it can't be deleted now.</summary>
    public void Delete(StoredObject stored)
    {
        List<StoredObject> all = [stored, .. _outdated.Where(o => (o.Bucket, o.Name) == (stored.Bucket, stored.Name))];
        _kept?.Delete([.. all.Select(RecordName)]);
        _outdated.RemoveAll(all.Contains);
        all.ForEach(DeleteContent);
    }

    /// <summary>Opens content for reading, also while the object is replaced or deleted.</summary>
    public FileStream Open(StoredObject stored) => Folder.OpenRead(ContentName(stored.Id));

    /// <inheritdoc/>
    public void Dispose() => _temporary?.Dispose();

    StoredObject? TryLoad(string name, Action<string> report)
    {
        try
        {
            using var stream = Folder.OpenRead(name);
            var stored = JsonSerializer.Deserialize<StoredObject>(stream, s_options);
            if (stored is not { IsWhole: true } || RecordName(stored) != name)
                throw new JsonException("It does not hold the object that it is named after.");
            using var content = Open(stored);
            return content.Length == stored.Size ? stored : throw new JsonException("Its content is not complete.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or ArgumentException)
        {
            report($"The object in '{Path.Combine(Folder.Path, name)}' cannot be read and is left out: {e.Message}");
            return null;
        }
    }

    void DeleteOutdated(StoredObject outdated)
    {
        if (_kept?.TryDelete(RecordName(outdated)) == false)
            _outdated.Add(outdated);
        else
            DeleteContent(outdated);
    }

    void DeleteContent(StoredObject stored) => Folder.TryDelete(ContentName(stored.Id));

    static string RecordName(StoredObject stored) => Prefix + stored.Id + RecordSuffix;
}

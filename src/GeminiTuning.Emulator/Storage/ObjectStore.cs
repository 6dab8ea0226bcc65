using System.Collections.Immutable;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The objects. Its methods may be called by many at once.</summary>
sealed class ObjectStore(ObjectFolder folder, TimeProvider clock)
{
    readonly object _lock = new();
    ImmutableDictionary<ObjectName, StoredObject> _objects = ImmutableDictionary<ObjectName, StoredObject>.Empty;
    long _generation;

    /// <summary>Puts in what was on disk.</summary>
    public void Restore(IReadOnlyList<StoredObject> stored)
    {
        _objects = _objects.SetItems(stored.Select(o => KeyValuePair.Create(PlaceOf(o), o)));
        _generation = stored.Select(o => o.Generation).DefaultIfEmpty().Max();
    }

    /// <summary>The buckets that hold something.</summary>
    public IEnumerable<string> Buckets => _objects.Keys.Select(o => o.Bucket).Distinct();

    /// <summary>What a bucket holds.</summary>
    public IEnumerable<StoredObject> In(string bucket) => _objects.Values.Where(o => o.Bucket == bucket);

    /// <summary>The object; null where there is none.</summary>
    public StoredObject? Find(ObjectName place) => _objects.GetValueOrDefault(place);

    /// <param name="place">Where it is.</param>
    /// <param name="generation">The generation that it must have; empty for any.</param>
    /// <exception cref="ApiException">There is no such object.</exception>
    public StoredObject Get(ObjectName place, string generation = "") => Find(place) is { } stored && (generation.Length == 0 || generation == $"{stored.Generation}")
        ? stored
        : throw Missing(place, generation);

    /// <summary>Makes an object of content, in the place of an existing one. If it fails, nothing has changed, and the content
    /// can be tried again.</summary>
    /// <exception cref="ApiException">The content is not what was announced, or a precondition doesn't hold.</exception>
    public StoredObject Put(ObjectPlan plan, ContentFile content, long size)
    {
        content.Complete(size);
        var (md5, crc) = Checksums.Of(content);
        if (!Fits(plan.Md5Hash, md5) || !Fits(plan.Crc32c, crc))
            throw ApiException.Invalid($"Provided hash does not match the calculated one: MD5 {md5}, CRC32C {crc}.");

        lock (_lock)
        {
            var present = Find(plan.Place);
            plan.Condition.Check(present);
            var now = clock.GetUtcNow();
            _generation = Math.Max(_generation + 1, (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            var stored = new StoredObject
            {
                Id = content.Id,
                Bucket = plan.Place.Bucket,
                Name = plan.Place.Name,
                Generation = _generation,
                Size = size,
                Md5Hash = md5,
                Crc32c = crc,
                Traits = plan.Traits,
                TimeCreated = now,
            };
            folder.Save(stored, present);
            content.Keep();
            _objects = _objects.SetItem(plan.Place, stored);
            return stored;
        }
    }

    /// <summary>Changes an object's traits, not its content.</summary>
    /// <exception cref="ApiException">There is no such object, or a precondition doesn't hold.</exception>
    public StoredObject Change(ObjectName place, string generation, Preconditions condition, Func<ObjectTraits, ObjectTraits> change)
    {
        lock (_lock)
        {
            var present = Get(place, generation);
            condition.Check(present);
            var changed = present with
            {
                Traits = change(present.Traits),
                Metageneration = present.Metageneration + 1,
                TimeChanged = clock.GetUtcNow(),
            };
            folder.Save(changed, outdated: null);
            _objects = _objects.SetItem(place, changed);
            return changed;
        }
    }

    /// <exception cref="ApiException">There is no such object, or a precondition doesn't hold.</exception>
    public void Remove(ObjectName place, string generation, Preconditions condition)
    {
        lock (_lock)
        {
            var present = Get(place, generation);
            condition.Check(present);
            folder.Delete(present);
            _objects = _objects.Remove(place);
        }
    }

    /// <summary>Removes an object that nothing names. If its files can't be deleted, it stays until the next start.</summary>
    public void Discard(StoredObject stored)
    {
        lock (_lock)
        {
            if (Find(PlaceOf(stored)) != stored)
                return;
            try
            {
                folder.Delete(stored);
                _objects = _objects.Remove(PlaceOf(stored));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The object is whole: it is there, or it is not.
            }
        }
    }

    /// <summary>Opens what is there now, also while another is put in its place; null where there is nothing.</summary>
    public FileStream? Open(ObjectName place)
    {
        lock (_lock)
            return Find(place) is { } stored ? folder.Open(stored) : null;
    }

    /// <summary>Opens an object's content.</summary>
    /// <exception cref="ApiException">It has gone meanwhile.</exception>
    public FileStream Open(StoredObject stored)
    {
        try
        {
            return folder.Open(stored);
        }
        catch (FileNotFoundException)
        {
            throw Missing(PlaceOf(stored));
        }
    }

    /// <summary>A file to write into before there is an object.</summary>
    public ContentFile NewContent() => folder.NewContent();

    static ObjectName PlaceOf(StoredObject stored) => new(stored.Bucket, stored.Name);

    static bool Fits(string announced, string calculated) => announced.Length == 0 || announced == calculated;

    static ApiException Missing(ObjectName place, string generation = "") =>
        ApiException.NotFound($"No such object: {place.Bucket}/{place.Name}{(generation.Length == 0 ? "" : "#" + generation)}");
}

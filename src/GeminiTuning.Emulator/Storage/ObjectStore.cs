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
    public void Restore(StoredObject stored)
    {
        _objects = _objects.SetItem(new ObjectName(stored.Bucket, stored.Name), stored);
        _generation = Math.Max(_generation, stored.Generation);
    }

    /// <summary>What a bucket holds.</summary>
    public IEnumerable<StoredObject> In(string bucket) => _objects.Values.Where(o => o.Bucket == bucket);

    /// <summary>The object; null where there is none.</summary>
    public StoredObject? Find(ObjectName place) => _objects.GetValueOrDefault(place);

    /// <exception cref="ApiException">There is no such object.</exception>
    public StoredObject Get(ObjectName place) => Find(place) ?? throw Missing(place);

    /// <summary>Makes an object of a file, which is taken away, in the place of one that is there.</summary>
    /// <exception cref="ApiException">It is not what was announced, or may not be written.</exception>
    public StoredObject Put(ObjectPlan plan, string part)
    {
        var (md5, crc) = Checksums.Of(part);
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
                Id = RandomName.Create(20),
                Bucket = plan.Place.Bucket,
                Name = plan.Place.Name,
                Generation = _generation,
                Size = new FileInfo(part).Length,
                Md5Hash = md5,
                Crc32c = crc,
                ContentType = plan.ContentType,
                Metadata = plan.Metadata,
                TimeCreated = now,
            };
            folder.Keep(part, stored);
            _objects = _objects.SetItem(plan.Place, stored);
            if (present is not null)
                folder.Delete(present);
            return stored;
        }
    }

    /// <exception cref="ApiException">There is no such object, or it is not as it must be.</exception>
    public void Remove(ObjectName place, Preconditions condition)
    {
        lock (_lock)
        {
            var present = Get(place);
            condition.Check(present);
            _objects = _objects.Remove(place);
            folder.Delete(present);
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
            throw Missing(new ObjectName(stored.Bucket, stored.Name));
        }
    }

    /// <summary>A file to write into, before there is an object.</summary>
    public string NewPart() => folder.PartPath(RandomName.Create(20));

    static bool Fits(string announced, string calculated) => announced.Length == 0 || announced == calculated;

    static ApiException Missing(ObjectName place) => ApiException.NotFound($"No such object: {place.Bucket}/{place.Name}");
}

using System.Collections.Immutable;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Resources of one kind, in memory and, where there is one, in a folder. Its methods may be called by many at once.</summary>
/// <param name="folder">The folder; null where there is none.</param>
/// <param name="type">What the service calls one of them.</param>
sealed class RecordStore<T>(RecordFolder<T>? folder, string type)
    where T : Resource
{
    readonly object _lock = new();
    ImmutableDictionary<string, T> _resources = ImmutableDictionary.Create<string, T>(StringComparer.Ordinal);

    /// <summary>All of them, as they are now.</summary>
    public IEnumerable<T> All => _resources.Values;

    /// <summary>Those of a project and a region.</summary>
    public IEnumerable<T> In(string parent) => All.Where(r => r.Parent == parent);

    /// <summary>The one of this name; null where there is none.</summary>
    public T? Find(string name) => _resources.GetValueOrDefault(name);

    /// <exception cref="ApiException">There is none of this name.</exception>
    public T Get(string name) => Find(name) ?? throw ApiException.NotFound($"{type} `{name}` not found.");

    /// <summary>Loads what is in the folder.</summary>
    /// <returns>Whether every file could be read.</returns>
    public bool Load(Action<string> report)
    {
        if (folder is null)
            return true;
        var (resources, areAll) = folder.Load(report);
        _resources = _resources.SetItems(resources.Select(r => KeyValuePair.Create(r.Name, r)));
        return areAll;
    }

    public void Add(T resource)
    {
        lock (_lock)
        {
            folder?.Save(resource);
            _resources = _resources.SetItem(resource.Name, resource);
        }
    }

    /// <summary>Changes one, here and on disk, if it is there and the change wants it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes it; null leaves it as it is.</param>
    /// <param name="isProgress">Whether it is progress, which is not worth a file.</param>
    /// <returns>What is there now; null where there is none.</returns>
    public T? Change(string name, Func<T, T?> change, bool isProgress = false)
    {
        lock (_lock)
        {
            if (Find(name) is not { } resource || change(resource) is not { } changed)
                return Find(name);
            if (!isProgress)
                folder?.Save(changed);
            _resources = _resources.SetItem(name, changed);
            return changed;
        }
    }

    /// <summary>Changes one even if the change can't be written. The file then says what was before: that a job is under way,
    /// which the next start finds interrupted.</summary>
    public void Settle(string name, Func<T, T?> change)
    {
        try
        {
            Change(name, change);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Change(name, change, isProgress: true);
        }
    }

    /// <summary>Removes all of these or, if it fails, none of them.</summary>
    public void Remove(params IReadOnlyList<T> resources)
    {
        lock (_lock)
        {
            folder?.Delete(resources);
            _resources = _resources.RemoveRange(resources.Select(r => r.Name));
        }
    }

    /// <summary>Removes these even if their files can't be deleted, because the next start does so.</summary>
    public void Discard(IReadOnlyList<T> resources)
    {
        lock (_lock)
        {
            foreach (var resource in resources)
                folder?.TryDelete(resource);
            _resources = _resources.RemoveRange(resources.Select(r => r.Name));
        }
    }
}

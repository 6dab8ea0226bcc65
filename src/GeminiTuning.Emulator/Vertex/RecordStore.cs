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

    /// <summary>Takes up what is in the folder.</summary>
    public void Load(Action<string> report, Func<T, T> restore)
    {
        foreach (var resource in folder?.Load(report).ToList() ?? [])
        {
            var restored = restore(resource);
            if (!ReferenceEquals(restored, resource))
                folder!.Save(restored);
            _resources = _resources.SetItem(restored.Name, restored);
        }
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

    public void Remove(T resource)
    {
        lock (_lock)
        {
            folder?.Delete(resource);
            _resources = _resources.Remove(resource.Name);
        }
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>What a connection knows about the names of its models. A request that reads a model saves a request to those who only need
/// its name.</summary>
sealed class KnownModels
{
    // In boxes: for values that are structures, .NET would compile the dictionary again.
    readonly ConcurrentDictionary<string, StrongBox<ModelNames>> _known = new(StringComparer.Ordinal);

    /// <summary>Keeps the names of a model.</summary>
    /// <param name="name">The name of the model, as <see cref="TunedModel.Name"/> has it.</param>
    /// <param name="displayName">The display name; null for none.</param>
    /// <param name="keys">What the model is looked up by: its name, and other resources that stand for it.</param>
    public void Learn(string name, string? displayName, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _known[key] = new(new ModelNames(name, displayName));
    }

    /// <summary>Returns the names of a model; null if nothing has read it yet.</summary>
    public ModelNames? Find(string key) => _known.TryGetValue(key, out var known) ? known.Value : null;

    /// <summary>Returns the display name of a model; null if it has none, or if nothing has read it yet.</summary>
    public string? DisplayNameOf(string key) => Find(key)?.DisplayName;
}

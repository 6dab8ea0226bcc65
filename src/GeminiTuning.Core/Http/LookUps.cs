using System.Collections.Concurrent;

namespace GeminiTuning;

/// <summary>Keeps what was looked up, so that many calls share one request. A look-up that was canceled or failed is not
/// kept: the next caller starts its own.</summary>
sealed class LookUps<TKey, TValue> where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TValue> _known = new();
    readonly ConcurrentDictionary<TKey, SemaphoreSlim> _turns = new();

    /// <summary>What is known of a key, looked up if need be.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> find, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(key, out var known))
            return known;
        var turn = _turns.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _known.TryGetValue(key, out known) ? known : _known[key] = await find().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Forgets everything, because something has changed.</summary>
    public void Clear() => _known.Clear();

    /// <summary>Keeps what a request for something else has shown.</summary>
    public void Set(TKey key, TValue value) => _known[key] = value;
}

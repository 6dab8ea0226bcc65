namespace GeminiTuning.Emulator.Storage;

/// <summary>The resumable uploads. As in the service, an upload expires a week after its start. Its methods may be called by
/// many at once.</summary>
sealed class UploadSessions(TimeProvider clock)
{
    /// <summary>The most uploads; a further one ends the oldest.</summary>
    public const int Most = 10_000;

    static readonly TimeSpan s_lifetime = TimeSpan.FromDays(7);

    readonly object _lock = new();
    readonly LinkedList<(UploadSession Session, long Started)> _byAge = new();
    readonly Dictionary<string, LinkedListNode<(UploadSession Session, long Started)>> _byId = new(StringComparer.Ordinal);

    public void Add(UploadSession session)
    {
        lock (_lock)
        {
            _byId[session.Id] = _byAge.AddLast((session, clock.GetTimestamp()));
            EndOldest();
        }
    }

    /// <summary>The upload; null if there is none.</summary>
    public UploadSession? Find(string id)
    {
        lock (_lock)
        {
            EndOldest();
            return _byId.TryGetValue(id, out var node) ? node.Value.Session : null;
        }
    }

    /// <summary>Ends an upload and deletes what has arrived of it.</summary>
    public void End(string id)
    {
        lock (_lock)
        {
            if (_byId.Remove(id, out var node))
            {
                _byAge.Remove(node);
                node.Value.Session.Dispose();
            }
        }
    }

    void EndOldest()
    {
        while (_byAge.First is { Value: var oldest } && (_byId.Count > Most || clock.GetElapsedTime(oldest.Started) >= s_lifetime))
            End(oldest.Session.Id);
    }
}

namespace GeminiTuning.Session;

/// <summary>A connection that the session holds. What uses it disposes it once, at its end: until then it stays open, even if
/// another one takes its place. <see cref="Connections"/> guards its state.</summary>
sealed class HeldConnection(TuningConnection connection, string? origin = null, string? fingerprint = null) : IDisposable
{
    public TuningConnection Connection => connection;

    /// <summary>Where its credential was found, and what it was made of; null for one of Connect-GeminiTuning.</summary>
    public (string? Origin, string? Fingerprint) Found => (origin, fingerprint);

    /// <summary>What is still to be warned of; null for nothing.</summary>
    public string? Warning { get; set; }

    public int Users { get; set; }

    /// <summary>Whether the user has it as an object, which may be used at any time.</summary>
    public bool IsShared { get; set; }

    public bool IsReplaced { get; set; }

    public void Dispose() => Connections.Return(this);
}

using System.Collections.Concurrent;

namespace GeminiTuning.Emulator.Http;

/// <summary>
/// A limited number of seats. If all are taken, the occupant whose client has been silent longest loses its seat, so that
/// clients that send half a request, or don't read their answer, can't lock out the others.
/// </summary>
/// <param name="count">How many seats there are.</param>
/// <param name="patience">How long a client may be silent before it can lose its seat.</param>
sealed class Seats(int count, TimeSpan patience) : IDisposable
{
    // How often those who wait look for a silent client.
    static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    readonly SemaphoreSlim _free = new(count);
    readonly ConcurrentDictionary<HttpConnection, bool> _taken = new();

    /// <summary>Waits for a free seat.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.Zero; !await _free.WaitAsync(wait, cancellationToken).ConfigureAwait(false); wait = s_look)
            CloseSilent();
    }

    /// <summary>A connection takes the seat that it waited for.</summary>
    public void Take(HttpConnection connection) => _taken[connection] = true;

    /// <summary>Gives a seat back.</summary>
    public void Leave(HttpConnection? connection)
    {
        if (connection is not null)
            _taken.TryRemove(connection, out _);
        _free.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    void CloseSilent()
    {
        var latest = Environment.TickCount64 - (long)patience.TotalMilliseconds;
        if (_taken.Keys.MinBy(c => c.WaitingSince) is { } silent && silent.WaitingSince <= latest)
            silent.Dispose();
    }
}

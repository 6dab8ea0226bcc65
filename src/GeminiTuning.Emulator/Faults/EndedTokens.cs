using System.Security.Cryptography;
using System.Text;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>The access tokens that the fault <c>expired</c> has rejected: their hashes, since a token is a secret. Tokens are
/// not checked otherwise.</summary>
sealed class EndedTokens
{
    const string Scheme = "Bearer ";
    const int Most = 10_000;

    readonly object _lock = new();
    readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();

    /// <summary>Whether the request comes with one of them.</summary>
    public bool Has(RequestHead head)
    {
        if (HashOf(head) is not { } hash)
            return false;
        lock (_lock)
            return _hashes.Contains(hash);
    }

    /// <summary>Rejects the token of the request, if it has one, from now on.</summary>
    public void End(RequestHead head)
    {
        if (HashOf(head) is not { } hash)
            return;
        lock (_lock)
        {
            if (_hashes.Add(hash))
                _order.Enqueue(hash);
            if (_order.Count > Most)
                _hashes.Remove(_order.Dequeue());
        }
    }

    static string? HashOf(RequestHead head) =>
        head.Headers.TryGetValue("Authorization", out var value) && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value[Scheme.Length..].Trim())))
            : null;
}

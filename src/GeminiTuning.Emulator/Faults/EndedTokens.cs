using System.Collections.Concurrent;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>The access tokens that have expired on request. The emulator looks at no other.</summary>
sealed class EndedTokens
{
    const string Scheme = "Bearer ";
    readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal);

    /// <summary>Whether the request comes with one of them.</summary>
    public bool Has(RequestHead head) => TokenOf(head) is { } token && _tokens.ContainsKey(token);

    /// <summary>Ends the token that the request comes with, if it does.</summary>
    public void End(RequestHead head)
    {
        if (TokenOf(head) is { } token)
            _tokens[token] = true;
    }

    static string? TokenOf(RequestHead head) =>
        head.Headers.TryGetValue("Authorization", out var value) && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}

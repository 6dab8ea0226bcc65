using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator;

/// <summary>
/// Keeps web pages away from the emulator. A browser sends a page's requests to any address, including this computer's, so
/// requests of other pages are rejected, and what the emulator stores can't act as a page of its own.
/// </summary>
static class Origins
{
    static readonly string[] s_hosts = ["127.0.0.1", "localhost", "[::1]"];

    // A person who enters the address, and a page of the emulator itself.
    static readonly string[] s_sites = ["none", "same-origin"];

    /// <summary>The headers of every answer: content is what its media type says, runs no script, and is embedded nowhere.</summary>
    public static IReadOnlyList<(string Name, string Value)> Headers { get; } =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Checks that a request doesn't come from a web page of another origin.</summary>
    /// <exception cref="ApiException">It does, or it uses a host name that isn't this computer's.</exception>
    public static void Check(RequestHead head)
    {
        CheckHost(head);
        if (head.Headers.TryGetValue("Sec-Fetch-Site", out var site) && !s_sites.Contains(site, StringComparer.OrdinalIgnoreCase))
            throw Foreign();
        if (head.Headers.TryGetValue("Origin", out var origin)
            && !origin.Equals($"http://{head.Headers.GetValueOrDefault("Host")}", StringComparison.OrdinalIgnoreCase))
            throw Foreign();
    }

    // The owner of a domain can point its name to loopback, and its pages are then of that origin.
    static void CheckHost(RequestHead head)
    {
        if (!head.Headers.TryGetValue("Host", out var host))
        {
            if (head.IsHttp11)
                throw ApiException.Invalid("The request has no Host header.");
            return;
        }

        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        if (!s_hosts.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw ApiException.NotFound("The emulator answers only for 127.0.0.1 and localhost.");
    }

    static ApiException Foreign() =>
        ApiException.Forbidden("The emulator rejects requests from web pages of other origins. Use it from a program on this computer.");
}

using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Tells a proxy that refuses from one that fails.</summary>
static partial class ProxyRefusal
{
    /// <summary>Whether a proxy refused the connection, for example since it wants a password (407): the next attempt would end
    /// alike. A proxy that is overloaded (5xx, 408, 429) is worth another.</summary>
    public static bool Is(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && !Failure().IsMatch(fault.Message);

    // .NET has the proxy's status in the message alone, as its last number.
    [GeneratedRegex(@"\b(?:408|429|5\d\d)\b\D*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Failure();
}

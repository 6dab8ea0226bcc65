using System.Net;

namespace GeminiTuning;

/// <summary>Checks the address of a service, before a credential is sent to it.</summary>
static class ServiceAddress
{
    static readonly IPNetwork s_linkLocal = IPNetwork.Parse("169.254.0.0/16");
    static readonly IPAddress s_metadataOfAws = IPAddress.Parse("fd00:ec2::254");

    /// <summary>Whether an address is on this computer, or on its own link, as the clouds' metadata servers are. A name that begins
    /// like such an address is none.</summary>
    public static bool IsNear(Uri address) => address.IsLoopback || address.IdnHost is "metadata.google.internal"
        || (IPAddress.TryParse(address.IdnHost, out var ip) && (ip.IsIPv6LinkLocal || ip.Equals(s_metadataOfAws) || s_linkLocal.Contains(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)));

    /// <exception cref="TuningArgumentException">The address is not one that a credential may be sent to.</exception>
    public static Uri Checked(Uri endpoint) => endpoint switch
    {
        { IsAbsoluteUri: false } => throw new TuningArgumentException(Messages.EndpointNotWhole),
        { UserInfo.Length: > 0 } => throw new TuningArgumentException(Messages.EndpointHoldsUser),
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => throw new TuningArgumentException(Messages.EndpointHasQuery),
        { Scheme: "https" } => endpoint,
        { Scheme: "http", IsLoopback: true } => endpoint,
        { Scheme: "http" } => throw new TuningArgumentException(Messages.EndpointPlainHttp(endpoint)),
        _ => throw new TuningArgumentException(Messages.EndpointNotHttp),
    };
}

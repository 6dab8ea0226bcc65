namespace GeminiTuning;

/// <summary>Checks the address of a service, before a credential is sent to it.</summary>
static class ServiceAddress
{
    /// <exception cref="ArgumentException">The address is not one that a credential may be sent to.</exception>
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

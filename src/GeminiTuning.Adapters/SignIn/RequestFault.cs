using System.Runtime.CompilerServices;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>Carries the fault of a token request past Google's library, which wraps what its HTTP handlers throw in exceptions of
/// its own.</summary>
static class RequestFault
{
    static readonly AsyncLocal<StrongBox<CredentialException?>?> s_box = new();

    /// <summary>Begins to watch the requests that the calling method makes from here on.</summary>
    /// <returns>Where the latest fault will be.</returns>
    public static StrongBox<CredentialException?> Watch() => s_box.Value = new();

    /// <summary>Notes a fault, and returns it.</summary>
    public static CredentialException Note(CredentialException fault)
    {
        if (s_box.Value is { } box)
            box.Value = fault;
        return fault;
    }
}

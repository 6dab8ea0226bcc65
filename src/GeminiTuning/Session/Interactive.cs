using System.Management.Automation.Host;

namespace GeminiTuning.Session;

/// <summary>Whether somebody is there to be asked.</summary>
static class Interactive
{
    /// <summary>Whether this PowerShell asks at all: with -NonInteractive it does not.</summary>
    public static bool IsPossible { get; } = !Environment.GetCommandLineArgs().Skip(1)
        .Any(argument => argument.Length >= 5 && "-NonInteractive".StartsWith(argument, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the person types.</summary>
    /// <exception cref="CredentialException">Nobody is there.</exception>
    public static string ReadLine(PSHost host)
    {
        try
        {
            return host.UI.ReadLine() ?? throw Refused();
        }
        catch (Exception fault) when (fault is HostException or InvalidOperationException or NotImplementedException or NotSupportedException)
        {
            throw Refused();
        }
    }

    /// <summary>The error where nobody is there.</summary>
    public static CredentialException Refused() => new(CredentialErrorKind.SignIn, Messages.SignInAsksPerson);
}

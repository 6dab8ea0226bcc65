namespace GeminiTuning.Session;

/// <summary>There is no connection, and the environment describes none.</summary>
public sealed class NotConnectedException : Exception
{
    internal NotConnectedException() : base(string.Join(Environment.NewLine,
        "Not connected, and the environment names no service. The ways, best first:",
        "  Connect-GeminiTuning -Emulator                                to try everything without an account",
        "  Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString)      with a key of Google AI Studio",
        "  $env:GEMINI_API_KEY                                           the same, for unattended runs",
        "  Connect-GeminiTuning -AccessToken $token -QuotaProject ID     with an OAuth access token"))
    {
    }
}

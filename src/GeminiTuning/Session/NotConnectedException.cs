namespace GeminiTuning.Session;

/// <summary>There is no connection, and nothing to make one of.</summary>
public sealed class NotConnectedException : Exception
{
    internal NotConnectedException() : base(string.Join(Environment.NewLine,
        "Not connected, and neither the environment nor this machine has a credential. The ways, best first:",
        "  Connect-GeminiTuning -Emulator                                 to try everything without an account",
        "  Connect-GeminiTuning -ClientSecretPath client_secret.json      to sign in in the browser, once",
        "  $env:GOOGLE_APPLICATION_CREDENTIALS = '/path/to/key.json'      for unattended runs; on Google Cloud nothing is needed",
        "  Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString)       with a key of Google AI Studio, or $env:GEMINI_API_KEY",
        "More: Get-Help about_GeminiTuning_Authentication"))
    {
    }
}

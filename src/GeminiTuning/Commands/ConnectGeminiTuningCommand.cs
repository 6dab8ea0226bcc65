using System.Management.Automation;
using System.Security;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Connects the session to a service.</summary>
[Cmdlet(VerbsCommunications.Connect, "GeminiTuning", DefaultParameterSetName = "Environment")]
[OutputType(typeof(TuningConnection))]
public sealed class ConnectGeminiTuningCommand : AsyncCommand
{
    /// <summary>Connect to the emulator in this process, started if need be.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Emulator")]
    public SwitchParameter Emulator { get; set; }

    /// <summary>An API key of Google AI Studio.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [Secret]
    public SecureString? ApiKey { get; set; }

    /// <summary>An OAuth access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [Secret]
    public SecureString? AccessToken { get; set; }

    /// <summary>The project that pays for the quota of an access token's calls.</summary>
    [Parameter(ParameterSetName = "AccessToken")]
    [ValidateNotNullOrEmpty]
    public string? QuotaProject { get; set; }

    /// <summary>The service's address, where it is not Google's own.</summary>
    [Parameter(Position = 0, ParameterSetName = "Environment")]
    [Parameter(ParameterSetName = "ApiKey")]
    [Parameter(ParameterSetName = "AccessToken")]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>How often a failed call is made again.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = Connections.DefaultRetryCount;

    /// <summary>The seconds before the first retry; they double with each.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int RetryIntervalSec { get; set; } = Connections.DefaultRetryIntervalSec;

    /// <summary>The seconds that one request may take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>Write the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        var service = Emulator ? "Emulator" : "Gemini Developer API";
        var options = Options() with { RequestTimeout = TimeSpan.FromSeconds(TimeoutSec) };
        var connection = Connections.Create(options, service, MaximumRetryCount, RetryIntervalSec);
        Connections.Set(connection);
        WriteVerbose($"Connected to {connection}, credential: {connection.Credential}.");
        if (PassThru)
            WriteObject(connection);
        return Task.CompletedTask;
    }

    TuningConnectionOptions Options()
    {
        if (Emulator)
            return new TuningConnectionOptions { Endpoint = EmbeddedEmulator.StartIfNone().Endpoint };
        return ParameterSetName switch
        {
            "ApiKey" => new() { Endpoint = Address(), Credential = new ApiKeyCredential(SecretAttribute.Reveal(ApiKey!)) },
            "AccessToken" => new() { Endpoint = Address(), Credential = new AccessTokenCredential(SecretAttribute.Reveal(AccessToken!), QuotaProject) },
            _ => EnvironmentSettings.Read(Environment.GetEnvironmentVariable, Endpoint)
                // An address that was typed is used as it is where the environment has no key for it.
                ?? (Endpoint is null ? throw new NotConnectedException() : new() { Endpoint = Endpoint }),
        };
    }

    Uri Address() => Endpoint ?? EnvironmentSettings.Endpoint(Environment.GetEnvironmentVariable) ?? TuningConnectionOptions.GeminiApi;
}

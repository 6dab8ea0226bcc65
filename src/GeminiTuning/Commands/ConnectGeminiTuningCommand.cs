using System.Management.Automation;
using System.Security;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
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

    /// <summary>An API key of Google AI Studio: for everything, or, beside an OAuth credential, to ask models with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [Parameter(ParameterSetName = "AccessToken")]
    [Parameter(ParameterSetName = "ApplicationDefault")]
    [Parameter(ParameterSetName = "ClientSecret")]
    [Parameter(ParameterSetName = "CredentialFile")]
    [Parameter(ParameterSetName = "MetadataServer")]
    [Secret]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>An OAuth access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [Secret]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? AccessToken { get; set; }

    /// <summary>The application-default credential, whatever key the environment has.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApplicationDefault")]
    public SwitchParameter ApplicationDefault { get; set; }

    /// <summary>The client secret of a desktop application, to sign in with in the browser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [ValidateNotNullOrEmpty]
    public string? ClientSecretPath { get; set; }

    /// <summary>Sign in in a browser on another machine.</summary>
    [Parameter(ParameterSetName = "ClientSecret")]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>The seconds that the sign-in in the browser may take.</summary>
    [Parameter(ParameterSetName = "ClientSecret")]
    [ValidateRange(1, 3600)]
    public int SignInTimeoutSec { get; set; } = 300;

    /// <summary>A credential's file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CredentialFile")]
    [ValidateNotNullOrEmpty]
    public string? CredentialPath { get; set; }

    /// <summary>The machine's own service account, on Google Cloud.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "MetadataServer")]
    public SwitchParameter MetadataServer { get; set; }

    /// <summary>The service account to stand for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ImpersonateServiceAccount { get; set; }

    /// <summary>The project to work for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The project that pays for the quota, where that is another.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? QuotaProject { get; set; }

    /// <summary>Connect to Vertex AI.</summary>
    [Parameter]
    public SwitchParameter Vertex { get; set; }

    /// <summary>The region, on Vertex AI.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>The bucket that examples, prompts and answers go through, on Vertex AI.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Bucket { get; set; }

    /// <summary>The service's address, where it is not Google's own.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [Address]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
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

    /// <summary>Ask the service for one tuned model before the connection is taken.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Write the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Write the connection, and leave the session's as it is.</summary>
    [Parameter]
    public SwitchParameter NoSession { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        var asked = Asked();
        var plan = ConnectionPlan.Make(asked, Connections.Sources) ?? throw new NotConnectedException(asked);
        if (plan.Warning is { } warning)
            this.Warn(warning);
        var credential = plan.ClientSecret is { } clientSecret ? await SignInAsync(plan, clientSecret) : plan.CreateCredential(Adapters.Factory);
        var options = plan.OptionsWith(credential) with { RequestTimeout = TimeSpan.FromSeconds(TimeoutSec) };
        var connection = Connections.Create(options, Emulator ? EmbeddedEmulator.Name(options) : null, MaximumRetryCount, RetryIntervalSec);
        if (Verify)
            await VerifyAsync(connection);
        if (!NoSession)
            Connections.Set(connection, isShared: PassThru);
        this.Verbose(Messages.Connected(connection));
        if (PassThru || NoSession)
            WriteObject(connection);
    }

    ConnectionRequest Asked() => new(
        Emulator ? () => EmbeddedEmulator.StartIfNone().Endpoint : null,
        ApiKey is null ? null : new ApiKeyCredential(SecretAttribute.Reveal(ApiKey)),
        AccessToken is null ? null : new AccessTokenCredential(SecretAttribute.Reveal(AccessToken)),
        ApplicationDefault,
        ClientSecretPath is null ? null : CredentialFile.ReadClientSecret(FullPath(ClientSecretPath, nameof(ClientSecretPath))),
        CredentialPath is null ? null : CredentialFile.ReadCredential(FullPath(CredentialPath, nameof(CredentialPath))),
        MetadataServer,
        ImpersonateServiceAccount,
        MyInvocation.BoundParameters.ContainsKey(nameof(Vertex)) ? Vertex : null,
        Project, QuotaProject, Location, Bucket, Endpoint);

    Task<TokenCredential> SignInAsync(ConnectionPlan plan, CredentialFile clientSecret) =>
        new SignIn(plan, Host, Tell).RunAsync(clientSecret, NoBrowser, TimeSpan.FromSeconds(SignInTimeoutSec), StopToken);

    // As the tutorial does: what may list tuned models may tune them.
    async Task VerifyAsync(TuningConnection connection)
    {
        try
        {
            await foreach (var _ in Open(connection).ListTunedModelsAsync(pageSize: 1, cancellationToken: StopToken))
                break;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // PowerShell's own error for what is no path would quote it.
    string FullPath(string path, string parameter) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(CredentialFile.CheckedPath(path, $"-{parameter}"));

    // As Write-Host: shown at once, and never part of what the command gives.
    void Tell(string text) => WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
}

using System.Management.Automation;
using Google.Apis.Auth.OAuth2;

namespace GoogleAuthModule;

/// <summary>Makes a credential with the module's own Google.Apis.Auth, in the default load context as most modules do, and
/// says which version that is.</summary>
[Cmdlet(VerbsCommon.Get, "OldToken")]
public sealed class GetOldTokenCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        ITokenAccess credential = GoogleCredential.FromAccessToken("a-made-up-token");
        var version = typeof(GoogleCredential).Assembly.GetName().Version!.ToString(2);
        WriteObject($"{version}: {credential.GetAccessTokenForRequestAsync().GetAwaiter().GetResult()}");
    }
}

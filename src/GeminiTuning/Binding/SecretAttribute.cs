using System.Management.Automation;
using System.Net;
using System.Security;

namespace GeminiTuning.Binding;

/// <summary>Takes a secret as a SecureString alone. PowerShell's own error for a plain text would print the text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Wrapping.Unwrap(inputData) switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(Messages.SecretAsSecureString),
        };

    /// <summary>The secret itself, for the request's header.</summary>
    internal static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}

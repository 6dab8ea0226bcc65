using System.Management.Automation;
using System.Net;
using System.Security;

namespace GeminiTuning.Binding;

/// <summary>Accepts a secret only as a SecureString. PowerShell's own error would print a plain-text value.</summary>
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

    /// <summary>Returns the secret in plain text, for the request header.</summary>
    internal static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}

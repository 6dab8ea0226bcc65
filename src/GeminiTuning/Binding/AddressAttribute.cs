using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Accepts a complete address. PowerShell's own error would print an invalid value, which could contain a password or could
/// be an API key in the wrong place.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Wrapping.Unwrap(inputData) switch
    {
        null => null,
        Uri { IsAbsoluteUri: true } address => address,
        string text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
        _ => throw new ArgumentTransformationMetadataException(Messages.AddressNotWhole),
    };
}

using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GeminiTuning.Binding;

/// <summary>The name of a key of Cloud KMS.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class KmsKeyNameAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string name || !Form().IsMatch(name))
            throw new ValidationMetadataException(Messages.NameRefused(PrintableText.Of($"{arguments}"), Messages.KmsKeyName, Messages.KmsKeyNameForm));
    }

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9.:-]+/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

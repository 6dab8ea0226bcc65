using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GeminiTuning.Binding;

/// <summary>A service account, by its e-mail address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class ServiceAccountAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string name || !Form().IsMatch(name))
            throw new ValidationMetadataException(Messages.NameRefused(PrintableText.Of($"{arguments}"), Messages.ServiceAccountName, Messages.ServiceAccountForm));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9.-]+\.[A-Za-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

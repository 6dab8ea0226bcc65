using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GeminiTuning.Binding;

/// <summary>The name of something of Google Cloud, by its form.</summary>
public abstract class CloudNameAttribute : ValidateArgumentsAttribute
{
    private protected abstract Regex Form { get; }

    private protected abstract (string What, string Allowed) Words { get; }

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string name || !Form.IsMatch(name))
            throw new ValidationMetadataException(Messages.NameRefused(PrintableText.Of($"{arguments}"), Words.What, Words.Allowed));
    }
}

/// <summary>The name of a key of Cloud KMS.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class KmsKeyNameAttribute : CloudNameAttribute
{
    private protected override Regex Form => KeyName();

    private protected override (string What, string Allowed) Words => (Messages.KmsKeyName, Messages.KmsKeyNameForm);

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9.:-]+/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}

/// <summary>A service account, by its e-mail address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class ServiceAccountAttribute : CloudNameAttribute
{
    private protected override Regex Form => Address();

    private protected override (string What, string Allowed) Words => (Messages.ServiceAccountName, Messages.ServiceAccountForm);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9.-]+\.[A-Za-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

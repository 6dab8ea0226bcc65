using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Validates the name of a Google Cloud resource when the parameter is bound.</summary>
public abstract class CloudNameAttribute : ValidateArgumentsAttribute
{
    private protected abstract string Checked(string name);

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        try
        {
            Checked(arguments as string ?? $"{arguments}");
        }
        catch (TuningArgumentException fault)
        {
            throw new ValidationMetadataException(fault.Message);
        }
    }
}

/// <summary>Validates the name of a Cloud KMS key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KmsKeyNameAttribute : CloudNameAttribute
{
    private protected override string Checked(string name) => CloudName.KmsKey(name);
}

/// <summary>Validates the email address of a service account.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceAccountAttribute : CloudNameAttribute
{
    private protected override string Checked(string name) => CloudName.ServiceAccount(name);
}

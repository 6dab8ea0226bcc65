using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Validates that a number is finite and greater than 0.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositiveNumberAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not null && !(Convert.ToSingle(arguments, CultureInfo.InvariantCulture) is > 0 and < float.PositiveInfinity))
            throw new ValidationMetadataException(Messages.NotPositive(arguments));
    }
}

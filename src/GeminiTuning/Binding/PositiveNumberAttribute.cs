using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>A number greater than zero and finite.</summary>
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

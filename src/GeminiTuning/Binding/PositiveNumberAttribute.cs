using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Validates that a number, or each number of a list, is finite and greater than 0.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositiveNumberAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var number in arguments as IEnumerable ?? new[] { arguments })
            if (number is not null && !(Convert.ToSingle(number, CultureInfo.InvariantCulture) is > 0 and < float.PositiveInfinity))
                throw new ValidationMetadataException(Messages.NotPositive(number));
    }
}

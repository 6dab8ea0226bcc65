using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Accepts a number as text, such as a value from a file, only in the format of the invariant culture. PowerShell converts
/// '0,5' to 5, and for an integer, it converts '1.000' to 1 and 2.5 to 2.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether only whole numbers are accepted.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Wrapping.Unwrap(inputData) switch
    {
        string { Length: > 0 } text when !IsNumber(text) => throw new ArgumentTransformationMetadataException(
            Messages.NotANumber(PrintableText.Of(text), Whole)),
        double or float or decimal when Whole && !IsWhole(inputData!) => throw new ArgumentTransformationMetadataException(
            Messages.NotWhole(Wrapping.Unwrap(inputData))),
        _ => inputData,
    };

    bool IsNumber(string text) => Whole
        ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    static bool IsWhole(object number) => Convert.ToDouble(Wrapping.Unwrap(number), CultureInfo.InvariantCulture) is var value && Math.Floor(value) == value;
}

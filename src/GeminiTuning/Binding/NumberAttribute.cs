using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>A number that was read as a text, from a file or a prompt, is taken as it is written in the invariant culture or
/// not at all. PowerShell itself reads '0,5' as 5 and, for a whole number, '1.000' as 1 and 2.5 as 2.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether only whole numbers are taken.</summary>
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

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
            $"'{PrintableText.Of(text)}' is not {(Whole ? "a whole number. Write it with digits alone: 1000." : "a number. Write it with a point, and without thousands separators: 0.5.")}"),
        double or float or decimal when Whole && !IsWhole(inputData!) => throw new ArgumentTransformationMetadataException(
            FormattableString.Invariant($"{Wrapping.Unwrap(inputData)} is not a whole number.")),
        _ => inputData,
    };

    bool IsNumber(string text) => Whole
        ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    static bool IsWhole(object number) => Convert.ToDouble(Wrapping.Unwrap(number), CultureInfo.InvariantCulture) is var value && Math.Floor(value) == value;
}

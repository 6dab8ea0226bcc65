using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Accepts a number, or a list of numbers, as text, such as a value from a file, only in the format of the invariant culture. PowerShell converts
/// '0,5' to 5, and for an integer, it converts '1.000' to 1 and 2.5 to 2.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether only whole numbers are accepted.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (var number in Wrapping.Unwrap(inputData) is IEnumerable many and not string ? many : new[] { inputData })
            Check(number);
        return inputData;
    }

    void Check(object? number)
    {
        switch (Wrapping.Unwrap(number))
        {
            case string { Length: > 0 } text when !IsNumber(text):
                throw new ArgumentTransformationMetadataException(Messages.NotANumber(PrintableText.Of(text), Whole));
            case (double or float or decimal) and var value when Whole && !IsWhole(value):
                throw new ArgumentTransformationMetadataException(Messages.NotWhole(value));
        }
    }

    bool IsNumber(string text) => Whole
        ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    static bool IsWhole(object number) => Convert.ToDouble(Wrapping.Unwrap(number), CultureInfo.InvariantCulture) is var value && Math.Floor(value) == value;
}

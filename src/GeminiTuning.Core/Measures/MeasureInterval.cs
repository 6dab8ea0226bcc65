using System.Globalization;

namespace GeminiTuning;

/// <summary>A 95% confidence interval.</summary>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit.</param>
public sealed record MeasureInterval(double Lower, double Upper)
{
    /// <summary>The limits, such as <c>0.903 to 0.964</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lower:0.000} to {Upper:0.000}");
}

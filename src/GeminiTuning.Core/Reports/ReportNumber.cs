using System.Globalization;

namespace GeminiTuning;

/// <summary>Numbers as a report shows them, together with their exact values. They look the same in every culture.</summary>
static class ReportNumber
{
    /// <summary>What stands for a number that doesn't exist.</summary>
    public const string None = "–";

    /// <summary>A count, such as <c>12,345</c>.</summary>
    public static ReportCell Count(long? number) => Cell(number, "N0");

    /// <summary>A proportion or a score, such as <c>0.935</c>.</summary>
    public static ReportCell Score(double? number) => Cell(number, "0.000");

    /// <summary>A difference, such as <c>+0.021</c>.</summary>
    public static ReportCell Difference(double? number) => Cell(number, "+0.000;-0.000;0.000");

    /// <summary>A proportion in percent, such as <c>93.5%</c>.</summary>
    public static ReportCell Percent(double? number) => Cell(number, "0.0%");

    /// <summary>A number of any size, such as <c>0.0002</c> or <c>2.802</c>.</summary>
    public static ReportCell Plain(double? number) => Cell(number, "0.####");

    /// <summary>An amount of money, such as <c>12.50</c>. Small datasets cost less than a hundredth of most currencies.</summary>
    public static ReportCell Money(double amount) => Cell(amount, amount < 1 ? "0.00####" : "#,0.00");

    /// <summary>A loss. A float is shown as it was sent, and not with the digits that it gets as a double.</summary>
    public static ReportCell Loss(float? number) =>
        number is { } loss ? ReportCell.Of(double.Parse(loss.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), loss.ToString("0.0000", CultureInfo.InvariantCulture)) : None;

    /// <summary>A p-value. Small ones are shown as <c>&lt; 0.001</c>.</summary>
    public static ReportCell PValue(double number) => number < 0.001 ? ReportCell.Of(number, "< 0.001") : Score(number);

    /// <summary>A time span in milliseconds.</summary>
    public static ReportCell Milliseconds(TimeSpan? time) => Cell(time?.TotalMilliseconds, "N0");

    /// <summary>A time, such as <c>2026-11-28 09:30 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd} {time.UtcDateTime:HH:mm} UTC");

    /// <summary>An interval, such as <c>0.903 to 0.964</c>.</summary>
    public static ReportCell Interval(MeasureInterval? interval, Func<double?, ReportCell> format) => interval is null
        ? None
        : ReportCell.Of((interval.Lower, format(interval.Lower).Text), (interval.Upper, format(interval.Upper).Text));

    static ReportCell Cell(double? number, string format) =>
        number is { } value && double.IsFinite(value) ? ReportCell.Of(value, value.ToString(format, CultureInfo.InvariantCulture)) : None;
}

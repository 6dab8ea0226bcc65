using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Views;

/// <summary>Shows a time as a person reads it, for the tables and lists.</summary>
public static class Moment
{
    /// <summary>The time on this machine's clock; null where there is none.</summary>
    /// <param name="time">A time, also one that was read back with Import-Clixml.</param>
    public static DateTimeOffset? Local(object? time) => Read(time)?.ToLocalTime();

    /// <summary>How long ago it was, in at most four characters: 12s, 5m, 3h, 41d, 2y; empty where there is no time.</summary>
    /// <inheritdoc cref="Local" path="/param"/>
    public static string Age(object? time) => Read(time) is { } moment ? Age(DateTimeOffset.UtcNow - moment) : "";

    // The clocks of two machines differ: what is to come is now.
    static string Age(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalMinutes: < 1 } => $"{span.Seconds}s",
        { TotalHours: < 1 } => $"{span.Minutes}m",
        { TotalDays: < 1 } => $"{span.Hours}h",
        { TotalDays: < 1000 } => $"{span.Days}d",
        _ => $"{span.Days / 365}y",
    }}");

    // CLIXML keeps a DateTimeOffset as an object with its parts, or as a text; JSON as a text or a DateTime.
    static DateTimeOffset? Read(object? time) => ((time as PSObject)?.BaseObject ?? time) switch
    {
        null => null,
        DateTimeOffset moment => moment,
        DateTime moment => moment,
        string text => DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out var moment) ? moment : null,
        _ => PSObject.AsPSObject(time!).Properties["UtcDateTime"]?.Value is DateTime moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) : null,
    };
}

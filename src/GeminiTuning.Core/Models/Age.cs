using System.Globalization;

namespace GeminiTuning;

/// <summary>The time since something was created. It's displayed in its largest unit, such as <c>3h</c>, and compared exactly.</summary>
public readonly record struct Age : IComparable<Age>, IComparable
{
    const int DaysOfAYear = 365;

    // A property of this type would be a second level in the output of ConvertTo-Json.
    readonly TimeSpan _span;

    /// <summary>Creates an age.</summary>
    /// <param name="span">The time span; zero if the clock of the service is ahead.</param>
    public Age(TimeSpan span) => _span = span;

    /// <summary>The age in seconds.</summary>
    public double TotalSeconds => _span.TotalSeconds;

    /// <summary>The age as a time span.</summary>
    public TimeSpan ToTimeSpan() => _span;

    /// <summary>Returns the age of something that was created at a point in time; null for none.</summary>
    internal static Age? Since(DateTimeOffset? time) =>
        time is { } created ? new Age(DateTimeOffset.UtcNow - created is var span && span > TimeSpan.Zero ? span : TimeSpan.Zero) : null;

    /// <summary>Parses an age such as <c>90s</c>, <c>12m</c>, <c>3h</c>, <c>41d</c>, or <c>3y</c>, or the text of a <see cref="TimeSpan"/>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Age Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text is [.. var number, var unit and ('s' or 'm' or 'h' or 'd' or 'y')] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return new Age(unit switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => TimeSpan.FromDays(count * DaysOfAYear),
            });
        return new Age(TimeSpan.Parse(text, CultureInfo.InvariantCulture));
    }

    /// <summary>Converts a time span to an age.</summary>
    public static implicit operator Age(TimeSpan span) => new(span);

    /// <inheritdoc/>
    public int CompareTo(Age other) => _span.CompareTo(other._span);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Age other => CompareTo(other),
        TimeSpan span => _span.CompareTo(span),
        _ => throw new ArgumentException(null, nameof(obj)),
    };

    /// <summary>The age in its largest unit, rounded down.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_span switch
    {
        { TotalMinutes: < 1 } => $"{_span.Seconds}s",
        { TotalHours: < 1 } => $"{_span.Minutes}m",
        { TotalDays: < 1 } => $"{_span.Hours}h",
        { TotalDays: < 1000 } => $"{_span.Days}d",
        _ => $"{_span.Days / DaysOfAYear}y",
    }}");

    /// <summary>Whether an age is less than another.</summary>
    public static bool operator <(Age left, Age right) => left.CompareTo(right) < 0;

    /// <summary>Whether an age is more than another.</summary>
    public static bool operator >(Age left, Age right) => left.CompareTo(right) > 0;

    /// <summary>Whether an age is at most another.</summary>
    public static bool operator <=(Age left, Age right) => left.CompareTo(right) <= 0;

    /// <summary>Whether an age is at least another.</summary>
    public static bool operator >=(Age left, Age right) => left.CompareTo(right) >= 0;
}

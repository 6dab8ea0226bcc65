using System.Globalization;

namespace GeminiTuning;

/// <summary>The time since something was created. It's displayed in its largest unit, such as <c>3h</c>, and compared exactly.</summary>
/// <param name="Span">The time span; zero if the clock of the service is ahead.</param>
public readonly record struct Age(TimeSpan Span) : IComparable<Age>, IComparable
{
    const int DaysOfAYear = 365;

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
    public int CompareTo(Age other) => Span.CompareTo(other.Span);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Age other => CompareTo(other),
        TimeSpan span => Span.CompareTo(span),
        _ => throw new ArgumentException(null, nameof(obj)),
    };

    /// <summary>The age in its largest unit, rounded down.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Span switch
    {
        { TotalMinutes: < 1 } => $"{Span.Seconds}s",
        { TotalHours: < 1 } => $"{Span.Minutes}m",
        { TotalDays: < 1 } => $"{Span.Hours}h",
        { TotalDays: < 1000 } => $"{Span.Days}d",
        _ => $"{Span.Days / DaysOfAYear}y",
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

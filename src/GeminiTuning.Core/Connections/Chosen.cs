namespace GeminiTuning;

/// <summary>A value that was chosen, and where it was found.</summary>
/// <param name="Value">The value.</param>
/// <param name="From">The parameter, the environment variable or the place that it came from.</param>
public sealed record Chosen<T>(T Value, string From);

static class Chosen
{
    /// <summary>A value and its origin; null if there is no value.</summary>
    public static Chosen<T>? Of<T>(T? value, string from) where T : class => value is null ? null : new(value, from);
}

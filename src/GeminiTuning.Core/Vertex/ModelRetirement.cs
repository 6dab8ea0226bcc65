namespace GeminiTuning.Vertex;

/// <summary>A retirement date that Google has published for a base model on Vertex AI. A tuned model shares the date of its base
/// model. Google may extend a date, but doesn't move it to an earlier day.</summary>
/// <param name="Model">The base model.</param>
/// <param name="Date">The last day on which the model is available.</param>
/// <param name="OrLater">Whether the model may be available for longer.</param>
/// <param name="Replacements">The models that Google recommends instead.</param>
sealed record ModelRetirement(string Model, DateOnly Date, bool OrLater, params string[] Replacements)
{
    // Dates and replacements: docs.cloud.google.com/gemini-enterprise-agent-platform/models/model-versions, as of November 2026.
    // Tuning: docs.cloud.google.com, "About supervised fine-tuning for Gemini models"; GoogleCloudPlatform/python-docs-samples,
    // genai/tuning, tunes gemini-3.5-flash. No document says that gemini-3.5-flash-lite can be tuned.
    static readonly ModelRetirement[] s_published =
    [
        new("gemini-3.5-flash", new DateOnly(2027, 5, 19), OrLater: true),
        new("gemini-3.5-flash-lite", new DateOnly(2027, 7, 21), OrLater: true) { IsTunable = false },
        new("gemini-3.1-flash-lite", new DateOnly(2027, 5, 7), OrLater: true),
        new("gemini-2.5-pro", new DateOnly(2026, 10, 16), OrLater: false, "gemini-3.5-flash"),
        new("gemini-2.5-flash", new DateOnly(2026, 10, 16), OrLater: false, "gemini-3.5-flash-lite", "gemini-3.1-flash-lite"),
        new("gemini-2.5-flash-lite", new DateOnly(2026, 10, 16), OrLater: false, "gemini-3.1-flash-lite"),
    ];

    /// <summary>Whether Google documents that the model can be tuned.</summary>
    public bool IsTunable { get; init; } = true;

    /// <summary>The date of a base model; null if Google's table doesn't list it.</summary>
    /// <param name="model">The ID, with or without a version such as <c>@001</c>.</param>
    public static ModelRetirement? Find(string model) => s_published.FirstOrDefault(one => one.Model == model.Split('@')[0]);

    /// <summary>Whether the model is retired, or will be within a month: Google blocks new access, including tuning, a month
    /// before the retirement.</summary>
    public bool IsNear(DateOnly today) => Date <= today.AddMonths(1);

    /// <summary>A warning about a base model; null if it's available for more than a month.</summary>
    public static string? Warning(string model, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return Find(model) is { } found && found.IsNear(today)
            ? Messages.ModelRetires(model: found.Model, date: found.Date, isPast: found.Date < today, replacements: found.Replacements)
            : null;
    }
}

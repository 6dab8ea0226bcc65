namespace GeminiTuning.Pipeline;

/// <summary>Which base model is tuned where none is named: the service's one tunable model.</summary>
static class BaseModelChoice
{
    public const string NoneTunable =
        "This service offers no base model to tune. The Gemini Developer API has offered none since May 2025; models tuned "
        + "before are still listed, but a new tuning cannot succeed there. Google tunes on Vertex AI now, which this version "
        + "does not reach. To try tuning, use the emulator: Connect-GeminiTuning -Emulator";

    /// <exception cref="ArgumentException">There is not just one.</exception>
    public static async Task<string> FindAsync(ITuningService service, CancellationToken cancellation)
    {
        var tunable = new List<string>();
        await foreach (var model in service.ListBaseModelsAsync(cancellation).ConfigureAwait(false))
            if (model.CanTune)
                tunable.Add(model.Name);
        return tunable switch
        {
            [var only] => only,
            [] => throw new NoBaseModelException(NoneTunable),
            _ => throw new ArgumentException($"Which base model? This service tunes several; name one with -BaseModel: {string.Join(", ", tunable)}."),
        };
    }
}

/// <summary>The service tunes no base model.</summary>
public sealed class NoBaseModelException : Exception
{
    internal NoBaseModelException(string message) : base(message)
    {
    }
}

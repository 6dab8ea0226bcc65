namespace GeminiTuning.Pipeline;

/// <summary>Which base model is tuned where none is named: the service's one tunable model.</summary>
static class BaseModelChoice
{
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
            [] => throw new NoBaseModelException(Messages.NoBaseModel),
            _ => throw new ArgumentException(Messages.WhichBaseModel(string.Join(", ", tunable))),
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

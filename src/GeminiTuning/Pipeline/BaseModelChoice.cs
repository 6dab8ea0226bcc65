namespace GeminiTuning.Pipeline;

/// <summary>Which base model is tuned where none is named: the service's one tunable model, or where it does not say which ones
/// it tunes, the usual one.</summary>
static class BaseModelChoice
{
    /// <exception cref="TuningArgumentException">There is not just one.</exception>
    public static async Task<string> FindAsync(ITuningService service, CancellationToken cancellationToken)
    {
        if (service is not IGeminiApiService geminiApi)
            return VertexOptions.DefaultBaseModel;
        var tunable = new List<string>();
        await foreach (var model in geminiApi.ListBaseModelsAsync(cancellationToken).ConfigureAwait(false))
            if (model.CanTune)
                tunable.Add(model.Name);
        return tunable switch
        {
            [var only] => only,
            [] => throw new NoBaseModelException(Messages.NoBaseModel),
            _ => throw new TuningArgumentException(Messages.WhichBaseModel(string.Join(", ", tunable))),
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

using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>The checkpoints of a model that IDs with wildcards match.</summary>
static class CheckpointPattern
{
    /// <summary>Returns the IDs. With wildcards, the default checkpoint is the first, since it's the one in use, and a model without
    /// checkpoints is represented by null. An ID that the model doesn't have is one error here, and not an error for each row.</summary>
    /// <param name="service">The service.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="texts">IDs, with wildcards or without.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="TuningArgumentException">The model has checkpoints, but not one of the IDs, or a pattern matches none of them.</exception>
    public static async Task<IReadOnlyList<string?>> FindAsync(ITuningService service, string model, string[] texts, CancellationToken cancellationToken)
    {
        var made = (await NamedModels.UseAsync(service, model, name => service.GetTunedModelAsync(name, cancellationToken), cancellationToken)).Checkpoints;
        if (made.Count == 0)
            return texts.Any(WildcardPattern.ContainsWildcardCharacters) ? [null] : [.. texts.Distinct()];
        var ordered = made.OrderByDescending(checkpoint => checkpoint.IsDefault).Select(checkpoint => checkpoint.CheckpointId).ToList();
        return [.. texts.SelectMany(text => Match(model, text, ordered)).Distinct()];
    }

    static List<string> Match(string model, string text, List<string> ids)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
            return ids.Contains(text) ? [text] : throw new TuningArgumentException(Messages.CheckpointMissing(model: model, checkpoint: text, ids: ids));
        var pattern = NamePattern.Compile(text, text);
        var found = ids.Where(pattern.IsMatch).ToList();
        return found.Count > 0 ? found : throw new TuningArgumentException(Messages.NoCheckpointMatches(model: model, pattern: text, ids: ids));
    }
}

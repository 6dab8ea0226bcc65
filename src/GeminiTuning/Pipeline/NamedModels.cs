namespace GeminiTuning.Pipeline;

/// <summary>The models that names mean which may have wildcards.</summary>
static class NamedModels
{
    /// <summary>The full names of the models that a name means. One without wildcards is not looked up.</summary>
    /// <exception cref="TuningArgumentException">It is neither a name nor a pattern.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(ITuningService service, string name, CancellationToken cancellationToken)
    {
        var pattern = NamePattern.ForTunedModels(service.Names, name);
        if (pattern.IsExact)
            return [service.Names.TunedModel(name)];
        // All are read before the first is changed or deleted, which could move others from a page to the one before.
        var found = new List<string>();
        await foreach (var model in service.ListTunedModelsAsync(null, 1000, cancellationToken).ConfigureAwait(false))
            if (pattern.IsMatch(model.Name, model.DisplayName))
                found.Add(model.Name);
        return found;
    }
}

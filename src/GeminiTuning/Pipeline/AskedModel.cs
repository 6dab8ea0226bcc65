using GeminiTuning.Binding;

namespace GeminiTuning.Pipeline;

/// <summary>A model that prompts are sent to: a tuned model, one of its checkpoints, or a base model. It's used from any thread.</summary>
/// <param name="service">The service.</param>
/// <param name="typed">The name as it was typed.</param>
/// <param name="name">The full name.</param>
/// <param name="cancellationToken">Cancels the search for a display name.</param>
sealed class AskedModel(ITuningService service, string typed, string name, CancellationToken cancellationToken)
{
    // A name that the service doesn't know can be a display name. One search is for all prompts, whether it finds a model or not.
    readonly Lazy<Task<List<TunedModel>>> _displayed = new(() => NamedModels.ListDisplayedAsync(service, typed, cancellationToken));
    volatile string? _known;

    /// <summary>The full name: the typed one, or the one that a display name means, as soon as that's known.</summary>
    public string Name => _known ?? name;

    /// <summary>The checkpoint; null for the default checkpoint.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether it's a base model.</summary>
    public bool IsBase { get; init; }

    /// <summary>Uses the model by its full name.</summary>
    /// <param name="use">Uses it.</param>
    /// <param name="staysOnThread">Whether <paramref name="use"/> must run on the thread of the caller.</param>
    public Task<T> UseAsync<T>(Func<string, Task<T>> use, bool staysOnThread = false) =>
        _known is not null || IsBase ? use(Name) : FindAsync(use, staysOnThread);

    async Task<T> FindAsync<T>(Func<string, Task<T>> use, bool staysOnThread)
    {
        string meant;
        try
        {
            var used = await use(name).ConfigureAwait(staysOnThread);
            _known = name;
            return used;
        }
        catch (Exception fault) when (NamedModels.IsNoModel(fault) && NamedModels.CanBeDisplayName(typed))
        {
            meant = NamedModels.OnlyOne(typed, await _displayed.Value.ConfigureAwait(staysOnThread), fault);
        }
        var answer = await use(meant).ConfigureAwait(staysOnThread);
        _known = meant;
        return answer;
    }
}

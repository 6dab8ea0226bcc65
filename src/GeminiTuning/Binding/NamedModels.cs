using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Runtime.ExceptionServices;

namespace GeminiTuning.Binding;

/// <summary>The models that a name means: a resource name, a name with wildcards, or a display name where it's neither.</summary>
static class NamedModels
{
    const int PageSize = 1000;

    /// <summary>Does something with each model that a name means. Without wildcards, that's one model.</summary>
    /// <exception cref="TuningArgumentException">The name isn't valid, or several models have this display name.</exception>
    public static async Task ForEachAsync(ITuningService service, string text, Func<string, Task> action, CancellationToken cancellationToken)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
        {
            await UseAsync(service, text, async model =>
            {
                await action(model);
                return true;
            }, cancellationToken);
            return;
        }
        // All are read before the first is changed or deleted, which could move others from a page to the one before.
        var pattern = NamePattern.ForTunedModels(service.Names, text);
        foreach (var model in await ListAsync(service, model => pattern.IsMatch(model.Name, model.DisplayName), cancellationToken))
            await action(model.Name);
    }

    /// <summary>Does something with the model that a name means. A text that can be a resource name is one, and a display name only if the
    /// service has no such model.</summary>
    /// <inheritdoc cref="ForEachAsync" path="/exception"/>
    public static async Task<T> UseAsync<T>(ITuningService service, string text, Func<string, Task<T>> action, CancellationToken cancellationToken)
    {
        string meant;
        try
        {
            // Not away from the pipeline thread: actions write.
            return await action(service.Names.TunedModel(text));
        }
        catch (Exception fault) when (IsNoModel(fault) && CanBeDisplayName(text))
        {
            meant = OnlyOne(text, await ListDisplayedAsync(service, text, cancellationToken), fault);
        }
        return await action(meant);
    }

    /// <summary>Returns the full name of the model that a name means. Only a text that can't be a resource name is looked up.</summary>
    /// <inheritdoc cref="ForEachAsync" path="/exception"/>
    public static Task<string> FindAsync(ITuningService service, string text, CancellationToken cancellationToken) =>
        UseAsync(service, text, Task.FromResult, cancellationToken);

    /// <summary>Returns the models with a display name: one or more.</summary>
    /// <param name="service">The service.</param>
    /// <param name="text">The display name.</param>
    /// <param name="refused">Why the text isn't the name of a model, which is thrown if it isn't a display name, either.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<List<TunedModel>> WithDisplayNameAsync(ITuningService service, string text, Exception refused, CancellationToken cancellationToken)
    {
        var found = await ListDisplayedAsync(service, text, cancellationToken);
        ThrowIfNone(found, refused);
        return found;
    }

    /// <summary>Returns the models with a display name: none or more.</summary>
    public static Task<List<TunedModel>> ListDisplayedAsync(ITuningService service, string text, CancellationToken cancellationToken) =>
        ListAsync(service, model => string.Equals(model.DisplayName, text, StringComparison.OrdinalIgnoreCase), cancellationToken);

    /// <summary>Returns the name of the only model with a display name.</summary>
    /// <param name="text">The display name.</param>
    /// <param name="found">The models with this display name.</param>
    /// <param name="refused">Why the text isn't the name of a model, which is thrown if there is no model.</param>
    /// <exception cref="TuningArgumentException">Several models have this display name.</exception>
    public static string OnlyOne(string text, List<TunedModel> found, Exception refused)
    {
        ThrowIfNone(found, refused);
        return found is [var only] ? only.Name : throw new TuningArgumentException(Messages.DisplayNameAmbiguous(PrintableText.Of(text), found));
    }

    static void ThrowIfNone(List<TunedModel> found, Exception refused)
    {
        if (found.Count == 0 && refused is TuningArgumentException)
            throw new TuningArgumentException(Messages.NorDisplayName(refused.Message), refused);
        if (found.Count == 0)
            ExceptionDispatchInfo.Throw(refused);
    }

    /// <summary>Whether an error means that a text isn't the name of a model.</summary>
    public static bool IsNoModel(Exception fault) =>
        fault is TuningArgumentException or TuningServiceException { IsSwitchedOff: false, StatusCode: HttpStatusCode.NotFound };

    /// <summary>Whether a text can be a display name, and nothing else. With a slash, it's a resource name; with wildcards, a pattern.</summary>
    public static bool CanBeDisplayName(string text) =>
        TuningLimits.CheckDisplayName("", text, TuningLimits.VertexDisplayNameLength) is null
        && !text.Contains('/', StringComparison.Ordinal) && !WildcardPattern.ContainsWildcardCharacters(text)
        && text.Any(char.IsLetterOrDigit) && !text.Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    static async Task<List<TunedModel>> ListAsync(ITuningService service, Func<TunedModel, bool> isMeant, CancellationToken cancellationToken)
    {
        var found = new List<TunedModel>();
        await foreach (var model in service.ListTunedModelsAsync(null, PageSize, cancellationToken).ConfigureAwait(false))
            if (isMeant(model))
                found.Add(model);
        return found;
    }
}

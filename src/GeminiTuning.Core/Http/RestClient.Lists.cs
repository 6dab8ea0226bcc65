using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace GeminiTuning;

// Lists, page by page as they are asked for.
sealed partial class RestClient
{
    // Far more than anybody has. A page may be empty where a filter leaves nothing of it.
    const int MostPages = 10_000;
    const int MostEmptyPages = 1_000;

    /// <summary>The items of a list, page by page as they are asked for.</summary>
    /// <param name="path">The list, with its query.</param>
    /// <param name="type">A page's type.</param>
    /// <param name="items">A page's items.</param>
    /// <param name="next">The token of the next page.</param>
    /// <param name="read">Reads an item.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<T> ListAsync<TPage, TItem, T>(string path, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<TItem?>?> items,
        Func<TPage, string?> next, Func<TItem, T> read, [EnumeratorCancellation] CancellationToken cancellationToken) where TItem : class
    {
        var seen = new HashSet<string>();
        var empty = 0;
        for (string? token = ""; token is not null;)
        {
            var page = await GetAsync(token.Length == 0 ? path : $"{path}&pageToken={Uri.EscapeDataString(token)}", type, cancellationToken).ConfigureAwait(false);
            var isEmpty = true;
            foreach (var item in (items(page) ?? []).OfType<TItem>())
            {
                isEmpty = false;
                yield return read(item);
            }
            empty = isEmpty ? empty + 1 : 0;
            token = next(page) is { Length: > 0 } more ? more : null;
            // A token that comes again would go round for ever.
            if (token is not null && !seen.Add(token))
                throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.ListDoesNotEnd);
            if (seen.Count > MostPages || empty > MostEmptyPages)
                throw new TuningServiceException(TuningServiceErrorKind.AnswerTooLarge, Messages.ListTooLong(seen.Count));
        }
    }
}

using System.Text;

namespace GeminiTuning.Emulator.Api;

/// <summary>A page of a list.</summary>
sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);

/// <summary>How much of a list is wanted, and from where on.</summary>
/// <param name="Size">Items a page; more than the service's 1000 are not given.</param>
/// <param name="After">The key of the last item of the page before; null at the beginning.</param>
sealed record Paging(int Size, string? After)
{
    const int Most = 1000;

    /// <exception cref="ApiException">The size is negative, or the token is none of the emulator's.</exception>
    public static Paging Of(QueryString query, int unset = 10)
    {
        var size = query.Int("page_size");
        if (size < 0)
            throw ApiException.Invalid("page_size", "page_size must not be negative.");
        var token = query["page_token"];
        return new Paging(size == 0 ? unset : Math.Min(size, Most), token.Length == 0 ? null : Decode(token));
    }

    /// <summary>Takes the page. A key that has gone meanwhile still tells where to go on, since the items are ordered by it.</summary>
    public Page<T> Take<T>(IEnumerable<T> items, Func<T, string> key)
    {
        var rest = items
            .OrderBy(key, StringComparer.Ordinal)
            .Where(i => After is null || string.CompareOrdinal(key(i), After) > 0)
            .Take(Size + 1)
            .ToList();
        return rest.Count <= Size ? new Page<T>(rest, null) : new Page<T>(rest[..Size], Encode(key(rest[Size - 1])));
    }

    static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    static string Decode(string token)
    {
        try
        {
            var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
            return Encoding.UTF8.GetString(Convert.FromBase64String(padded));
        }
        catch (FormatException)
        {
            throw ApiException.Invalid("page_token", "The page token is not one that this list has given.");
        }
    }
}

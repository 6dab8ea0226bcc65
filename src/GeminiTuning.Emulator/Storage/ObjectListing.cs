using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>An entry of a list: an object, the beginning that several objects' names have in common, or an object that is
/// named like such a beginning.</summary>
sealed record ListEntry(string Key, StoredObject? Object, bool IsPrefix);

/// <summary>Which objects a list has.</summary>
sealed record ObjectListing
{
    string Prefix { get; init; } = "";

    string Delimiter { get; init; } = "";

    bool IncludesTrailingDelimiter { get; init; }

    string Start { get; init; } = "";

    string End { get; init; } = "";

    Glob? Glob { get; init; }

    bool IsEmpty { get; init; }

    /// <exception cref="ApiException">A parameter is invalid, or the emulator doesn't support it.</exception>
    public static ObjectListing Of(QueryString query)
    {
        if (query["filter"].Length > 0)
            throw ApiException.Invalid("filter", "The emulator doesn't support the parameter 'filter' of objects.list: it doesn't store contexts.");
        return new ObjectListing
        {
            Prefix = query["prefix"],
            Delimiter = query["delimiter"],
            IncludesTrailingDelimiter = query.Flag("include_trailing_delimiter"),
            Start = query["start_offset"],
            End = query["end_offset"],
            Glob = query["match_glob"] is { Length: > 0 } glob ? Glob.Parse(glob) : null,
            // Deleted objects are gone.
            IsEmpty = query.Flag("soft_deleted"),
        };
    }

    public IEnumerable<ListEntry> Entries(IEnumerable<StoredObject> objects) =>
        IsEmpty ? [] : objects.Where(Takes).Select(Entry).GroupBy(e => e.Key).Select(Joined);

    bool Takes(StoredObject stored) =>
        stored.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && string.CompareOrdinal(stored.Name, Start) >= 0
        && (End.Length == 0 || string.CompareOrdinal(stored.Name, End) < 0)
        && Glob?.Matches(stored.Name) != false;

    // What goes on after a delimiter is listed once, by what stands before it.
    ListEntry Entry(StoredObject stored)
    {
        var at = Delimiter.Length == 0 ? -1 : stored.Name.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        if (at < 0)
            return new ListEntry(stored.Name, stored, IsPrefix: false);
        var key = stored.Name[..(at + Delimiter.Length)];
        return new ListEntry(key, IncludesTrailingDelimiter && key == stored.Name ? stored : null, IsPrefix: true);
    }

    static ListEntry Joined(IGrouping<string, ListEntry> same) =>
        new(same.Key, same.Select(e => e.Object).FirstOrDefault(o => o is not null), same.Any(e => e.IsPrefix));
}

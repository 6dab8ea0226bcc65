using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>What must hold of an object for a method to be carried out. Generation zero stands for no object.</summary>
sealed record Preconditions(long? Generation, long? NotGeneration, long? Metageneration, long? NotMetageneration)
{
    /// <summary>The fields of a query that say so.</summary>
    public static string[] Fields { get; } =
        ["if_generation_match", "if_generation_not_match", "if_metageneration_match", "if_metageneration_not_match"];

    /// <summary>The same for the source of a copy.</summary>
    public static string[] SourceFields { get; } = [.. Fields.Select(f => f.Replace("if_", "if_source_", StringComparison.Ordinal))];

    /// <summary>Anything may be there.</summary>
    public static Preconditions None { get; } = new(null, null, null, null);

    /// <exception cref="ApiException">One of them is no number.</exception>
    public static Preconditions Of(QueryString query) => Of(query, Fields);

    /// <summary>Reads the conditions on the source of a copy.</summary>
    /// <exception cref="ApiException">One of them is no number.</exception>
    public static Preconditions OfSource(QueryString query) => Of(query, SourceFields);

    /// <summary>Looks at the object that is to be changed; null where there is none.</summary>
    /// <exception cref="ApiException">It is not as it must be.</exception>
    public void Check(StoredObject? present)
    {
        CheckMatches(present);
        if (IsExcluded(present))
            throw Failed();
    }

    /// <summary>Looks at the object that is to be read. If the client excludes what it has already, there is nothing new.</summary>
    /// <exception cref="ApiException">It is not as it must be.</exception>
    /// <returns>Whether there is something new.</returns>
    public bool CheckRead(StoredObject present)
    {
        CheckMatches(present);
        return !IsExcluded(present);
    }

    static Preconditions Of(QueryString query, string[] fields)
    {
        var values = fields.Select(f => Read(query, f)).ToArray();
        return new Preconditions(values[0], values[1], values[2], values[3]);
    }

    void CheckMatches(StoredObject? present)
    {
        if ((Generation is { } generation && generation != (present?.Generation ?? 0))
            || (Metageneration is { } metageneration && metageneration != (present?.Metageneration ?? 0)))
            throw Failed();
    }

    bool IsExcluded(StoredObject? present) =>
        NotGeneration == (present?.Generation ?? 0) || NotMetageneration == (present?.Metageneration ?? 0);

    static ApiException Failed() => new(412, "FAILED_PRECONDITION", "At least one of the pre-conditions you specified did not hold.");

    static long? Read(QueryString query, string field)
    {
        var text = query[field];
        return text.Length == 0 ? null
            : ScalarReader.Whole(text) ?? throw ApiException.Invalid(field, $"Invalid value for: '{text}' is not a valid value for {ProtoNames.ToCamel(field)}.");
    }
}

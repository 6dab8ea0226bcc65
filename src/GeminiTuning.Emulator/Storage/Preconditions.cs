using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>What must hold of an object for a method to be carried out. Generation zero stands for no object.</summary>
sealed record Preconditions(long? Generation, long? NotGeneration, long? Metageneration, long? NotMetageneration)
{
    /// <summary>The fields of a query that say so.</summary>
    public static string[] Fields { get; } =
        ["if_generation_match", "if_generation_not_match", "if_metageneration_match", "if_metageneration_not_match"];

    /// <summary>Anything may be there.</summary>
    public static Preconditions None { get; } = new(null, null, null, null);

    // An object's metadata cannot be changed here.
    const long OnlyMetageneration = 1;

    /// <exception cref="ApiException">One of them is no number.</exception>
    public static Preconditions Of(QueryString query)
    {
        var values = Fields.Select(f => Read(query, f)).ToArray();
        return new Preconditions(values[0], values[1], values[2], values[3]);
    }

    /// <summary>Looks at the object that is there; null where there is none.</summary>
    /// <exception cref="ApiException">It is not as it must be.</exception>
    public void Check(StoredObject? present)
    {
        var generation = present?.Generation ?? 0;
        if ((Generation ?? generation) != generation
            || NotGeneration == generation
            || (Metageneration ?? OnlyMetageneration) != OnlyMetageneration
            || NotMetageneration == OnlyMetageneration)
            throw new ApiException(412, "FAILED_PRECONDITION", "At least one of the pre-conditions you specified did not hold.");
    }

    static long? Read(QueryString query, string field)
    {
        var text = query[field];
        return text.Length == 0 ? null
            : ScalarReader.Whole(text) ?? throw ApiException.Invalid(field, $"Invalid value for: '{text}' is not a valid value for {ProtoNames.ToCamel(field)}.");
    }
}

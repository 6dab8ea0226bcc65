using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>Collects everything that is wrong with a request, so that it is told at once.</summary>
/// <param name="request">The request's type, as the service begins its messages.</param>
sealed class Violations(string request)
{
    readonly List<JsonViolation> _found = [];

    /// <summary>Notes what is wrong with a field, unless enough is noted already.</summary>
    public void Add(string field, string description)
    {
        if (_found.Count < ProtoReader.MostViolations)
            _found.Add(new JsonViolation(field, description));
    }

    /// <summary>Notes it if the field is not as it must be.</summary>
    public void Require(bool holds, string field, string description)
    {
        if (!holds)
            Add(field, description);
    }

    /// <summary>As Vertex AI words it: a list with the fields' names.</summary>
    /// <exception cref="ApiException">Something was noted.</exception>
    public void ThrowListed()
    {
        if (_found.Count > 0)
            throw ApiException.Invalid(
                "List of found errors:\t" + string.Concat(_found.Select((v, i) => $"{i + 1}.Field: {request}.{v.Field}; Message: {v.Description}\t")),
                [.. _found.Select(v => v with { Field = $"{request}.{v.Field}" })]);
    }

    /// <exception cref="ApiException">Something was noted.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new ApiException(400, "INVALID_ARGUMENT", string.Concat(_found.Select(v => $"* {request}.{v.Field}: {v.Description}\n")))
            {
                Violations = _found,
            };
    }
}

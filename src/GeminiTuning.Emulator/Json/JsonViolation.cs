namespace GeminiTuning.Emulator.Json;

/// <summary>What is wrong with a request, and where; <paramref name="Field"/> is a path in the proto's names.</summary>
sealed record JsonViolation(string Field, string Description);

/// <summary>A body that does not fit its message.</summary>
sealed class InvalidJsonException(IReadOnlyList<JsonViolation> violations)
    : Exception(string.Join('\n', violations.Select(v => v.Description)))
{
    public InvalidJsonException(string message)
        : this([new("", $"Invalid JSON payload received. {message}")])
    {
    }

    public IReadOnlyList<JsonViolation> Violations { get; } = violations;
}

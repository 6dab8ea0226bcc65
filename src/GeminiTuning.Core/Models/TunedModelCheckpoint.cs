namespace GeminiTuning;

/// <summary>The state of a tuned model after an epoch. You can send prompts to it and continue to tune it. Only on Vertex AI.</summary>
public sealed record TunedModelCheckpoint
{
    /// <summary>The ID within the model, such as <c>1</c>.</summary>
    public required string CheckpointId { get; init; }

    /// <summary>The epoch after which it was created; null if the service doesn't say.</summary>
    public int? Epoch { get; init; }

    /// <summary>The step after which it was created; null if the service doesn't say.</summary>
    public int? Step { get; init; }

    /// <summary>The endpoint of the checkpoint; null if it has none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The mean loss of the step after which it was created; null if the service doesn't report it.</summary>
    public float? MeanLoss { get; init; }

    /// <summary>The token accuracy of that step, from 0 to 1; null if the service doesn't report it.</summary>
    public float? TokenAccuracy { get; init; }

    /// <summary>The loss of the validation examples when it was created; null if there are none.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>The token accuracy of the validation examples when it was created, from 0 to 1; null if there are none.</summary>
    public float? ValidationTokenAccuracy { get; init; }

    /// <summary>Whether it responds to prompts that name no checkpoint.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>Returns the checkpoint with what was last measured before it was created.</summary>
    internal TunedModelCheckpoint Measured(IReadOnlyList<TuningSnapshot> snapshots)
    {
        var before = snapshots.Where(snapshot => Step is { } step ? snapshot.Step <= step : snapshot.Epoch <= Epoch).ToList();
        float? Last(Func<TuningSnapshot, float?> value) => before.Select(value).LastOrDefault(number => number is not null);
        return this with
        {
            MeanLoss = Last(snapshot => snapshot.MeanLoss),
            TokenAccuracy = Last(snapshot => snapshot.TokenAccuracy),
            ValidationLoss = Last(snapshot => snapshot.ValidationLoss),
            ValidationTokenAccuracy = Last(snapshot => snapshot.ValidationTokenAccuracy),
        };
    }

    /// <summary>The ID.</summary>
    public override string ToString() => CheckpointId;
}

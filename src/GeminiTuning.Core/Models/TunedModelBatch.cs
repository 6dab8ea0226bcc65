namespace GeminiTuning;

/// <summary>Many prompts that a tuned model answers in one job: a <c>BatchPredictionJob</c> of Vertex AI.</summary>
public sealed record TunedModelBatch
{
    /// <summary>The resource name, <c>projects/P/locations/L/batchPredictionJobs/ID</c>: all that is needed to pick it up again.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The model that answers, as the registry names it: <c>projects/P/locations/L/models/ID@VERSION</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>Whether it has ended, well or not.</summary>
    public bool Done { get; init; }

    /// <summary>How many prompts were sent; null for a batch that was read back, since the service does not keep the number.</summary>
    public int? PromptCount { get; init; }

    /// <summary>How many have been answered.</summary>
    public long Answered { get; init; }

    /// <summary>How many could not be answered.</summary>
    public long Failed { get; init; }

    /// <summary>Where the prompts lie: <c>gs://…</c>.</summary>
    public string? InputUri { get; init; }

    /// <summary>The folder that the answers lie in, <c>gs://…</c>; null before there are any.</summary>
    public string? OutputUri { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it failed; null where it did not.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>How long ago it was created; null if the service doesn't say.</summary>
    public Age? Age => GeminiTuning.Age.Since(CreateTime);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}

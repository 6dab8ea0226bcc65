namespace GeminiTuning;

/// <summary>A job that sends many prompts to a tuned model: a <c>BatchPredictionJob</c> on Vertex AI.</summary>
public sealed record TunedModelBatch
{
    /// <summary>The resource name, <c>projects/P/locations/L/batchPredictionJobs/ID</c>: all you need to get the batch again.</summary>
    public required string Name { get; init; }

    /// <summary>The display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name of the model, as <see cref="TunedModel.Name"/> has it: the tuning job. It's the name in the Model Registry if no
    /// tuning job in the region has created the model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The display name of the model; null if it has none, or if it isn't known.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>The name of the model in the Vertex AI Model Registry: <c>projects/P/locations/L/models/ID@VERSION</c>.</summary>
    public string RegistryName { get; init; } = "";

    /// <summary>The state of the job.</summary>
    public JobState State { get; init; }

    /// <summary>Whether the job has ended, successfully or not.</summary>
    public bool Done { get; init; }

    /// <summary>The number of prompts that were sent; null for a batch that wasn't created by this library.</summary>
    public int? PromptCount { get; init; }

    /// <summary>The number of prompts with a response.</summary>
    public long Answered { get; init; }

    /// <summary>The number of prompts that failed.</summary>
    public long Failed { get; init; }

    /// <summary>The file with the prompts: <c>gs://…</c>.</summary>
    public string? InputUri { get; init; }

    /// <summary>The folder with the responses, <c>gs://…</c>; null until there are any.</summary>
    public string? OutputUri { get; init; }

    /// <summary>When the batch was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the job started to run.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the job ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init => field = TextLabels.Of(value); } = TextLabels.Empty;

    /// <summary>Why the job failed; null if it didn't fail.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>How long ago it was created; null if the service doesn't say.</summary>
    public Age? Age => GeminiTuning.Age.Since(CreateTime);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}

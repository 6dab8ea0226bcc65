using System.Globalization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>From Vertex AI's messages to the module's types.</summary>
static class VertexReading
{
    static readonly string[] s_adapterSizes = ["ONE", "TWO", "FOUR", "EIGHT", "SIXTEEN", "THIRTY_TWO"];

    /// <param name="wire">What came.</param>
    /// <param name="asked">The name that was asked for, for an answer that lacks it.</param>
    public static TunedModel ToModel(this WireTuningJob wire, string? asked = null) => new()
    {
        Name = wire.NameOf(asked),
        DisplayName = Filled(wire.TunedModelDisplayName),
        Description = Filled(wire.Description),
        State = wire.StateOfJob() switch
        {
            JobState.Succeeded or JobState.PartiallySucceeded => TunedModelState.Active,
            JobState.Failed or JobState.Expired => TunedModelState.Failed,
            JobState.Cancelled => TunedModelState.Cancelled,
            JobState.Unspecified => wire.Error is null ? TunedModelState.Unspecified : TunedModelState.Failed,
            JobState.Unknown => TunedModelState.Unknown,
            _ => TunedModelState.Creating,
        },
        BaseModel = Filled(wire.BaseModel) ?? Filled(wire.PreTunedModel?.BaseModel),
        SourceModel = Filled(wire.PreTunedModel?.TunedModelName),
        CreateTime = wire.CreateTime?.Value,
        UpdateTime = wire.UpdateTime?.Value,
        StartTime = wire.StartTime?.Value,
        CompleteTime = wire.EndTime?.Value,
        Method = wire.SupervisedTuningSpec is not null ? TuningMethod.Supervised
            : wire.PreferenceOptimizationSpec is not null ? TuningMethod.Preference
            : null,
        Hyperparameters = wire.Spec()?.HyperParameters is { } hyper ? new Hyperparameters
        {
            EpochCount = hyper.EpochCount is > 0 and <= int.MaxValue and var epochs ? (int)epochs : null,
            LearningRateMultiplier = (float?)hyper.LearningRateMultiplier,
            AdapterSize = ReadAdapterSize(hyper.AdapterSize),
            Beta = (float?)hyper.Beta,
        } : new Hyperparameters(),
        Snapshots = wire.Snapshots(),
        Checkpoints = wire.Checkpoints(asked),
        Evaluations = wire.Evaluations(wire.Checkpoints(asked), wire.NameOf(asked)),
        Endpoint = Filled(wire.TunedModel?.Endpoint),
        RegistryName = Filled(wire.TunedModel?.Model),
        Experiment = Filled(wire.Experiment),
        DataStatistics = wire.Statistics(),
        DroppedExamples = wire.DataStats()?.Dropped() ?? [],
        Labels = wire.Labels.ToLabels(),
        Error = wire.Failure(),
    };

    /// <inheritdoc cref="ToModel" path="/param"/>
    public static TuningOperation ToOperation(this WireTuningJob wire, string? asked = null)
    {
        var model = wire.ToModel(asked);
        var state = wire.StateOfJob();
        var stats = wire.DataStats() ?? new WireSupervisedTuningDataStats();
        var isDone = IsOver(state) || HasFailed(wire.Error, state);
        var total = stats.TuningStepCount is > 0 and var steps ? steps : (int?)null;
        var operation = new TuningOperation
        {
            Name = model.Name,
            Model = model.Name,
            DisplayName = model.DisplayName,
            Method = model.Method,
            Done = isDone,
            ExampleCount = stats.TuningDatasetExampleCount,
            TotalSteps = total,
            CompletedSteps = model.State == TunedModelState.Active ? total ?? 0 : wire.TuningJobMetadata?.CompletedStepCount ?? 0,
            TotalEpochs = model.Hyperparameters.EpochCount,
            CompletedEpochs = wire.TuningJobMetadata?.CompletedEpochCount,
            JobState = state,
            TuningJobState = WireNames.Read<TuningJobState>(wire.TuningJobState, "TUNING_JOB_STATE_"),
            Snapshots = model.Snapshots,
            DroppedExampleCount = stats.DroppedCount(),
            DroppedExamples = model.DroppedExamples,
            Error = isDone ? model.Error : null,
            Result = model.State == TunedModelState.Active ? model : null,
        };
        return operation with { CompletedPercent = Percent(operation) };
    }

    /// <inheritdoc cref="ToModel" path="/param"/>
    public static TunedModelBatch ToBatch(this WireBatchPredictionJob wire, string? asked = null)
    {
        var state = WireNames.Read<JobState>(wire.State, "JOB_STATE_");
        return new TunedModelBatch
        {
            Name = VertexName.TryParse(wire.Name, VertexName.Batches)?.ToString() ?? asked ?? "",
            DisplayName = Filled(wire.DisplayName),
            Model = wire.Model ?? "",
            RegistryName = wire.Model ?? "",
            State = state,
            Done = IsOver(state) || HasFailed(wire.Error, state),
            PromptCount = wire.Labels?.GetValueOrDefault(BatchRequest.PromptCountLabel) is { } count
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var prompts) ? prompts : null,
            Answered = wire.CompletionStats?.SuccessfulCount ?? 0,
            Failed = wire.CompletionStats?.FailedCount ?? 0,
            InputUri = wire.InputConfig?.GcsSource?.Uris is [var uri, ..] ? uri : null,
            OutputUri = Filled(wire.OutputInfo?.GcsOutputDirectory) ?? BigQuery(wire.OutputInfo),
            CreateTime = wire.CreateTime?.Value,
            StartTime = wire.StartTime?.Value,
            EndTime = wire.EndTime?.Value,
            Labels = wire.Labels.ToLabels(),
            Error = Failure(wire.Error, state),
        };
    }

    /// <summary>The model with what the registry says of it.</summary>
    public static TunedModel Registered(this TunedModel model, WireRegistryModel registered) => model with
    {
        DisplayName = Filled(registered.DisplayName) ?? model.DisplayName,
        Description = Filled(registered.Description) ?? model.Description,
        Labels = registered.Labels is null ? model.Labels : Merged(model.Labels, registered.Labels.ToLabels()),
        Endpoint = model.Checkpoints.FirstOrDefault(checkpoint => checkpoint.CheckpointId == registered.DefaultCheckpointId)?.Endpoint ?? model.Endpoint,
        Checkpoints = Filled(registered.DefaultCheckpointId) is not { } id ? model.Checkpoints
            : model.Checkpoints.Select(checkpoint => checkpoint with { IsDefault = checkpoint.CheckpointId == id }).ToArray(),
    };

    /// <summary>Whether a publisher's model is a Gemini model: the Model Garden has many others.</summary>
    public static bool IsGemini(string? name) => IdOf(name).StartsWith("gemini-", StringComparison.Ordinal);

    /// <param name="wire">What came.</param>
    /// <param name="now">The time now.</param>
    public static BaseModel ToBaseModel(this WirePublisherModel wire, DateTimeOffset now)
    {
        var retirement = ModelRetirement.Find(IdOf(wire.Name));
        return new BaseModel
        {
            Name = IdOf(wire.Name),
            Version = Filled(wire.VersionId),
            LaunchStage = WireNames.Word(wire.LaunchStage),
            CanTune = retirement is { IsTunable: true } && !retirement.IsNear(DateOnly.FromDateTime(now.UtcDateTime)) ? true : null,
            RetirementDate = retirement?.Date,
        };
    }

    /// <summary>How the job tunes; null if its method is another one.</summary>
    public static WireTuningSpec? Spec(this WireTuningJob wire) => wire.SupervisedTuningSpec ?? wire.PreferenceOptimizationSpec;

    public static JobState StateOfJob(this WireTuningJob wire) => WireNames.Read<JobState>(wire.State, "JOB_STATE_");

    public static bool IsOver(JobState state) => state is JobState.Succeeded or JobState.PartiallySucceeded
        or JobState.Failed or JobState.Cancelled or JobState.Expired;

    public static WireEnum? WriteAdapterSize(int? size) =>
        size is { } number ? new WireEnum($"ADAPTER_SIZE_{s_adapterSizes[int.Log2(number)]}") : null;

    // What has an outcome is done, said or not.
    static bool HasFailed(WireStatus? error, JobState state) => error is not null && state == JobState.Unspecified;

    static int? ReadAdapterSize(WireEnum? size) =>
        Array.FindIndex(s_adapterSizes, name => $"ADAPTER_SIZE_{name}" == size?.Text) is >= 0 and var power ? 1 << power : null;

    static string NameOf(this WireTuningJob wire, string? asked) =>
        // A name that cannot be asked for is as good as none.
        VertexName.TryParse(wire.Name, VertexName.TuningJobs)?.ToString() ?? asked ?? "";

    static TunedModelCheckpoint[] Checkpoints(this WireTuningJob wire, string? asked = null) =>
        (wire.TunedModel?.Checkpoints ?? []).OfType<WireCheckpoint>().Where(checkpoint => checkpoint.CheckpointId is { Length: > 0 }).Select(checkpoint => new TunedModelCheckpoint
        {
            CheckpointId = checkpoint.CheckpointId!,
            Epoch = checkpoint.Epoch,
            Step = checkpoint.Step,
            Endpoint = Filled(checkpoint.Endpoint),
            // The model's endpoint is that of its default checkpoint.
            IsDefault = Filled(checkpoint.Endpoint) is { } endpoint && endpoint == wire.TunedModel?.Endpoint,
            Model = wire.NameOf(asked),
        }).ToArray();

    // The job has no loss, its experiment has: until that is read, there is a snapshot for each checkpoint. Where the service
    // keeps only the last one, the steps are those of the whole tuning.
    static TuningSnapshot[] Snapshots(this WireTuningJob wire)
    {
        var checkpoints = wire.Checkpoints();
        var steps = wire.DataStats()?.TuningStepCount ?? 0;
        return checkpoints.Length > 0
            ? checkpoints.Select(checkpoint => new TuningSnapshot { Step = checkpoint.Step ?? 0, Epoch = checkpoint.Epoch ?? 0 }).ToArray()
            : wire.TunedModel is null || steps == 0 ? []
            : [new TuningSnapshot { Step = steps, Epoch = wire.TuningJobMetadata?.CompletedEpochCount ?? 0 }];
    }

    static ServiceStatus? Failure(this WireTuningJob wire) => Failure(wire.Error, wire.StateOfJob());

    // The state explains a job that was canceled or took too long, if the error is empty.
    static ServiceStatus? Failure(WireStatus? error, JobState state)
    {
        var hasWords = !string.IsNullOrWhiteSpace(error?.Message);
        return state switch
        {
            JobState.Succeeded or JobState.PartiallySucceeded => null,
            JobState.Cancelled when !hasWords => new ServiceStatus(1, Messages.JobCancelled),
            JobState.Expired when !hasWords => new ServiceStatus(4, Messages.JobExpired),
            JobState.Failed => new ServiceStatus(CodeOf(error), hasWords ? error!.Words : Messages.ServiceGaveNoReason),
            _ => error is null ? null : new ServiceStatus(CodeOf(error), error.Words),
        };
    }

    // 0 is OK, which no error is.
    static int CodeOf(WireStatus? error) => error?.Code is { } code and not 0 ? code : 2;

    static double Percent(TuningOperation operation) => operation switch
    {
        { Result: not null } => 100,
        { TotalSteps: > 0 and var total, CompletedSteps: > 0 and var done } => Math.Min(100.0 * done / total, 100),
        { TotalEpochs: > 0 and var total, CompletedEpochs: > 0 and var done } => Math.Min(100.0 * done / total, 100),
        _ => 0,
    };

    static Dictionary<string, string> ToLabels(this IReadOnlyDictionary<string, string?>? wire) =>
        (wire ?? new Dictionary<string, string?>()).ToDictionary(label => label.Key, label => label.Value ?? "");

    // A table, or the dataset that it is in, without the prefix that the service may leave out.
    static string? BigQuery(WireBatchOutputInfo? output) =>
        (Filled(output?.BigqueryOutputTable) ?? Filled(output?.BigqueryOutputDataset)) is not { } place ? null
        : place.StartsWith("bq://", StringComparison.Ordinal) ? place : $"bq://{place}";

    static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> labels, Dictionary<string, string> more)
    {
        foreach (var (key, value) in labels)
            more.TryAdd(key, value);
        return more;
    }

    static string IdOf(string? name) => name is null ? "" : name[(name.LastIndexOf('/') + 1)..];

    // Empty is how proto3 leaves out what there is none of.
    static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}

using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

/// <summary>From the service's messages to the module's types. Lists are arrays: PowerShell indexes those from the end too,
/// as in <c>$model.Snapshots[-1]</c>.</summary>
static class WireReading
{
    /// <param name="wire">What came.</param>
    /// <param name="asked">The name in the request; null in a list.</param>
    /// <exception cref="TuningServiceException">The answer is about another model.</exception>
    public static TunedModel ToModel(this WireTunedModel wire, string? asked = null) => new()
    {
        Name = asked is null ? wire.Name ?? "" : AnswerName.Of(asked, ResourceName.FullTunedModel(wire.Name)),
        DisplayName = wire.DisplayName,
        Description = wire.Description,
        State = WireNames.Read<TunedModelState>(wire.State, "STATE_"),
        BaseModel = wire.BaseModel ?? wire.TunedModelSource?.BaseModel,
        SourceModel = wire.TunedModelSource?.TunedModel,
        Method = TuningMethod.Supervised,
        Temperature = wire.Temperature,
        TopP = wire.TopP,
        TopK = wire.TopK,
        CreateTime = wire.CreateTime?.Value,
        UpdateTime = wire.UpdateTime?.Value,
        StartTime = wire.TuningTask?.StartTime?.Value,
        CompleteTime = wire.TuningTask?.CompleteTime?.Value,
        Hyperparameters = wire.TuningTask?.Hyperparameters is { } task
            ? new Hyperparameters { EpochCount = task.EpochCount, BatchSize = task.BatchSize, LearningRate = task.LearningRate, LearningRateMultiplier = task.LearningRateMultiplier }
            : new Hyperparameters(),
        Snapshots = wire.TuningTask?.Snapshots.ToSnapshots() ?? [],
        ReaderProjectNumbers = (wire.ReaderProjectNumbers ?? []).OfType<long>().ToArray(),
    };

    public static BaseModel ToModel(this WireModel wire) => new()
    {
        Name = wire.Name ?? "",
        DisplayName = wire.DisplayName,
        Description = wire.Description,
        Version = wire.Version,
        InputTokenLimit = wire.InputTokenLimit,
        OutputTokenLimit = wire.OutputTokenLimit,
        SupportedGenerationMethods = (wire.SupportedGenerationMethods ?? []).OfType<string>().ToArray(),
        Temperature = wire.Temperature,
        TopP = wire.TopP,
        TopK = wire.TopK,
        CanTune = (wire.SupportedGenerationMethods ?? []).Contains("createTunedModel"),
    };

    /// <param name="wire">What came.</param>
    /// <param name="asked">The name that was asked for, for an answer that lacks it.</param>
    public static TunedModelPermission ToPermission(this WirePermission wire, string? asked = null)
    {
        var given = wire.Name is { } text && ResourceName.IsPermission(text) ? text : null;
        var name = asked is null ? wire.Name ?? "" : AnswerName.Of(asked, given);
        return new TunedModelPermission
        {
            Name = name,
            Model = ResourceName.IsPermission(name) ? ResourceName.ModelOfPermission(name) : "",
            GranteeType = WireNames.Read<GranteeType>(wire.GranteeType, "GRANTEE_TYPE_"),
            EmailAddress = wire.EmailAddress is { Length: > 0 } address ? address : null,
            Role = WireNames.Read<PermissionRole>(wire.Role, "ROLE_"),
        };
    }

    /// <param name="wire">What came.</param>
    /// <param name="asked">The name that was asked for, for an answer that lacks it.</param>
    public static TuningOperation ToOperation(this WireOperation wire, string? asked = null)
    {
        // A name that cannot be asked for is as good as none.
        var given = wire.Name is { } text && ResourceName.IsOperation(text) ? text : null;
        var name = asked is null ? given ?? "" : AnswerName.Of(asked, given);
        var metadata = wire.Metadata ?? new WireOperationMetadata();
        var response = wire.Response?.ToModel(ResourceName.TryTunedModel(name));
        return new TuningOperation
        {
            Name = name,
            Model = ResourceName.TryTunedModel(metadata.TunedModel) ?? ResourceName.TryTunedModel(name) ?? ResourceName.TryTunedModel(response?.Name) ?? "",
            DisplayName = response?.DisplayName,
            Method = TuningMethod.Supervised,
            // What has an outcome is done, said or not.
            Done = wire.Done ?? (wire.Error is not null || wire.Response is not null),
            TotalSteps = metadata.TotalSteps,
            CompletedSteps = metadata.CompletedSteps ?? 0,
            CompletedPercent = Percent(metadata),
            Snapshots = metadata.Snapshots.ToSnapshots(),
            Error = wire.Error is { } error ? new ServiceStatus(error.Code ?? 2, error.Words) : null,
            Result = response is { Name.Length: > 0 } ? response : null,
        };
    }

    // A percentage that is missing is what the steps say.
    static double Percent(WireOperationMetadata metadata) => metadata switch
    {
        { CompletedPercent: { } percent } => Math.Min(percent, 100),
        { TotalSteps: > 0 and var total, CompletedSteps: { } completed } => Math.Min(100.0 * completed / total, 100),
        _ => 0,
    };

    static List<TuningSnapshot> ToSnapshots(this IReadOnlyList<WireSnapshot?>? wire)
    {
        var snapshots = new List<TuningSnapshot>(wire?.Count ?? 0);
        foreach (var one in wire ?? [])
            if (one is not null)
                snapshots.Add(new TuningSnapshot
                {
                    Step = one.Step ?? 0,
                    Epoch = one.Epoch ?? 0,
                    // Left out on the wire means zero.
                    MeanLoss = one.MeanLoss is { } loss ? float.IsNaN(loss) ? null : loss : 0,
                    ComputeTime = one.ComputeTime?.Value,
                });
        return snapshots;
    }
}

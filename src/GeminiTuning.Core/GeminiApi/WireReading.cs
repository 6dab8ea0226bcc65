using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

/// <summary>From the service's messages to the module's types. Lists are arrays: PowerShell indexes those from the end too,
/// as in <c>$model.Snapshots[-1]</c>.</summary>
static class WireReading
{
    /// <param name="wire">What came.</param>
    /// <param name="asked">The name in the request; null in a list.</param>
    /// <exception cref="TuningServiceException">The answer is about another model.</exception>
    public static TunedModel ToModel(this WireTunedModel wire, string? asked = null) =>
        asked is null ? wire.Model : wire.Model with { Name = AnswerName.Of(asked, ResourceName.FullTunedModel(wire.Model.Name)) };

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
            Snapshots = metadata.Snapshots,
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
}

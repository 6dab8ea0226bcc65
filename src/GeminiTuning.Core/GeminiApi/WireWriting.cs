using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

/// <summary>From the module's types to the service's messages.</summary>
static class WireWriting
{
    public static WireTunedModel ToWire(this TuningRequest request, IReadOnlyList<TuningExample> examples) => new()
    {
        DisplayName = request.DisplayName,
        Description = request.Description,
        BaseModel = request.BaseModel,
        // The source's base model is the service's to fill in; sending it answers 400.
        TunedModelSource = request.SourceModel is { } source ? new WireSource { TunedModel = source } : null,
        Temperature = request.Temperature,
        TopP = request.TopP,
        TopK = request.TopK,
        TuningTask = new WireTask
        {
            Hyperparameters = new WireHyperparameters
            {
                EpochCount = request.Hyperparameters.EpochCount,
                BatchSize = request.Hyperparameters.BatchSize,
                LearningRate = request.Hyperparameters.LearningRate,
                LearningRateMultiplier = request.Hyperparameters.LearningRateMultiplier,
            },
            TrainingData = new WireDataset { Examples = new WireExamples { Examples = [.. examples.Select(example => new WireExample(example.TextInput, example.Output))] } },
        },
    };

    public static WireTunedModel ToWire(this TunedModelChanges changes) => new()
    {
        DisplayName = changes.DisplayName,
        Description = changes.Description,
        Temperature = changes.Temperature,
        TopP = changes.TopP,
        TopK = changes.TopK,
    };

    /// <summary>The field mask: what is to be changed, and nothing else.</summary>
    public static IEnumerable<string> Mask(this TunedModelChanges changes)
    {
        if (changes.DisplayName is not null)
            yield return "displayName";
        if (changes.Description is not null)
            yield return "description";
        if (changes.Temperature is not null)
            yield return "temperature";
        if (changes.TopP is not null)
            yield return "topP";
        if (changes.TopK is not null)
            yield return "topK";
    }

    public static WirePermission ToWire(this Grantee grantee, PermissionRole role) => new()
    {
        GranteeType = new WireEnum(WireNames.Write(grantee.Type, "")),
        EmailAddress = grantee.EmailAddress,
        Role = role.ToWire(),
    };

    public static WireEnum ToWire(this PermissionRole role) => new(WireNames.Write(role, ""));
}

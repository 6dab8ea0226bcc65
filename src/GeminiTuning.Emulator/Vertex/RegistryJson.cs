using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Models and endpoints as the service writes them.</summary>
static class RegistryJson
{
    public static JsonObject Write(ModelRecord model, RegistryIndex index) => JsonOut.Message(
        ("name", model.Family),
        ("versionId", $"{model.Version}"),
        ("versionAliases", index.IsDefault(model) ? new JsonArray("default") : null),
        ("versionCreateTime", JsonOut.Time(model.CreateTime)),
        ("versionUpdateTime", JsonOut.Time(model.UpdateTime)),
        ("displayName", model.DisplayName),
        ("description", JsonOut.Text(model.Description)),
        ("defaultCheckpointId", model.DefaultCheckpoint),
        ("createTime", JsonOut.Time(model.CreateTime)),
        ("updateTime", JsonOut.Time(model.UpdateTime)),
        ("deployedModels", JsonOut.List(index.Deployed(model), e => JsonOut.Message(
            ("endpoint", e.Name), ("deployedModelId", e.Deployed!.Id)))),
        ("labels", JsonOut.Map(model.Labels)),
        ("encryptionSpec", TuningJobJson.WriteEncryption(model.KmsKeyName)),
        ("modelSourceInfo", JsonOut.Message(("sourceType", "GENIE"))),
        ("baseModelSource", JsonOut.Message(("genieSource", JsonOut.Message(
            ("baseModelUri", $"publishers/google/models/{model.BaseModel}"))))),
        ("checkpoints", JsonOut.List(model.Checkpoints, Write)));

    public static JsonObject Write(ModelCheckpoint checkpoint) => JsonOut.Message(
        ("checkpointId", checkpoint.Id), ("epoch", JsonOut.Long(checkpoint.Epoch)), ("step", JsonOut.Long(checkpoint.Step)));

    /// <summary>A model in a list of versions, where its name has the version in it.</summary>
    public static JsonObject WriteVersion(ModelRecord model, RegistryIndex index)
    {
        var json = Write(model, index);
        json["name"] = model.Name;
        return json;
    }

    public static JsonObject Write(EndpointRecord endpoint) => JsonOut.Message(
        ("name", endpoint.Name),
        ("displayName", endpoint.DisplayName),
        ("deployedModels", endpoint.Deployed is { } deployed ? new JsonArray(Write(deployed, endpoint)) : null),
        ("trafficSplit", endpoint.Deployed is { } one ? JsonOut.Message((one.Id, 100)) : null),
        ("labels", JsonOut.Map(endpoint.Labels)),
        ("createTime", JsonOut.Time(endpoint.CreateTime)),
        ("updateTime", JsonOut.Time(endpoint.UpdateTime)),
        ("encryptionSpec", TuningJobJson.WriteEncryption(endpoint.KmsKeyName)));

    static JsonObject Write(Deployment deployed, EndpointRecord endpoint)
    {
        var at = deployed.Model.Split('@');
        return JsonOut.Message(
            ("id", deployed.Id),
            ("model", at[0]),
            ("modelVersionId", at[^1]),
            ("displayName", endpoint.DisplayName),
            ("createTime", JsonOut.Time(deployed.CreateTime)),
            ("checkpointId", deployed.CheckpointId));
    }
}

using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Tuned models, permissions and operations as the service writes them.</summary>
static class TunedModelJson
{
    const string Types = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    public static JsonObject Write(TunedModel model) => JsonOut.Message(Fields(model));

    public static JsonObject WriteOperation(TunedModel model)
    {
        var response = model.State == TunedModelState.Active
            ? JsonOut.Message([("@type", $"{Types}TunedModel"), .. Fields(model)])
            : null;
        return JsonOut.Message(
            ("name", $"{model.Name}/operations/{model.OperationId}"),
            ("metadata", WriteMetadata(model)),
            ("done", JsonOut.Flag(model.IsDone)),
            ("error", model.Error is { } error ? JsonOut.Message(("code", error.Code), ("message", error.Message)) : null),
            ("response", response));
    }

    public static JsonObject Write(TunedModel model, Permission permission) => JsonOut.Message(
        ("name", $"{model.Name}/permissions/{permission.Id}"),
        ("granteeType", permission.Grantee.ToString().ToUpperInvariant()),
        ("emailAddress", JsonOut.Text(permission.Email)),
        ("role", permission.Role.ToString().ToUpperInvariant()));

    static (string Name, JsonNode? Value)[] Fields(TunedModel model) =>
    [
        ("name", model.Name),
        ("tunedModelSource", model.SourceModel is null ? null : JsonOut.Message(
            ("tunedModel", model.SourceModel), ("baseModel", model.BaseModel))),
        ("baseModel", model.SourceModel is null ? model.BaseModel : null),
        ("displayName", JsonOut.Text(model.DisplayName)),
        ("description", JsonOut.Text(model.Description)),
        ("state", model.State.ToString().ToUpperInvariant()),
        ("createTime", JsonOut.Time(model.CreateTime)),
        ("updateTime", JsonOut.Time(model.UpdateTime)),
        ("tuningTask", JsonOut.Message(
            ("startTime", JsonOut.Time(model.StartTime)),
            ("completeTime", JsonOut.Time(model.CompleteTime)),
            ("snapshots", Snapshots(model)),
            ("hyperparameters", Write(model.Hyperparameters)))),
        ("temperature", JsonOut.Optional(model.Temperature ?? Sampling.DefaultTemperature)),
        ("topP", JsonOut.Optional(model.TopP ?? Sampling.DefaultTopP)),
        ("topK", JsonOut.Optional(model.TopK ?? Sampling.DefaultTopK)),
        ("readerProjectNumbers", JsonOut.List(model.ReaderProjectNumbers, n => $"{n}")),
    ];

    static JsonObject WriteMetadata(TunedModel model) => JsonOut.Message(
        ("@type", $"{Types}CreateTunedModelMetadata"),
        ("totalSteps", JsonOut.Int(model.TotalSteps)),
        ("completedSteps", JsonOut.Int(model.CompletedSteps)),
        ("completedPercent", JsonOut.Float(100.0 * model.CompletedSteps / model.TotalSteps)),
        ("snapshots", Snapshots(model)),
        ("tunedModel", model.Name));

    static JsonObject Write(Hyperparameters hyper) => JsonOut.Message(
        ("epochCount", hyper.EpochCount),
        ("batchSize", hyper.BatchSize),
        ("learningRate", JsonOut.Optional(hyper.LearningRate)),
        ("learningRateMultiplier", JsonOut.Optional(hyper.LearningRateMultiplier)));

    static JsonArray Snapshots(TunedModel model) => JsonOut.List(model.Snapshots, s => JsonOut.Message(
        ("step", JsonOut.Int(s.Step)),
        ("epoch", JsonOut.Int(s.Epoch)),
        ("meanLoss", JsonOut.Float(s.MeanLoss)),
        ("computeTime", JsonOut.Time(s.ComputeTime))));
}

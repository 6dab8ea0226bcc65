using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Makes a new model of a request that was found to be right.</summary>
static class TunedModelBuilder
{
    public static TunedModel Build(string id, JsonObject body, TunedModel? source, int examples, DateTimeOffset now)
    {
        var hyper = Hyper(body.Child("tuningTask").Child("hyperparameters"), examples);
        return new TunedModel
        {
            Id = id.Length > 0 ? id : ModelId.Create(body.Text("displayName")),
            BaseModel = source?.BaseModel ?? body.Text("baseModel"),
            SourceModel = source?.Name,
            DisplayName = body.Text("displayName"),
            Description = body.Text("description"),
            Temperature = body.Float("temperature"),
            TopP = body.Float("topP"),
            TopK = body.Int("topK"),
            CreateTime = now,
            UpdateTime = now,
            Hyperparameters = hyper,
            ReaderProjectNumbers = [.. body.Values<long>("readerProjectNumbers")],
            Permissions = [new Permission(PermissionRules.NewId(), GranteeType.User, Caller.Email, Role.Owner)],
            OperationId = RandomName.Create(12),
            TotalSteps = new TrainingSettings(hyper.EpochCount, hyper.BatchSize, 0).TotalSteps(examples),
        };
    }

    static Hyperparameters Hyper(JsonObject hyper, int examples) => Hyperparameters.Complete(
        hyper.Int("epochCount"),
        hyper.Int("batchSize"),
        hyper.Float("learningRate"),
        hyper.Float("learningRateMultiplier"),
        examples);
}

using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>What the service asks of a tuning. Every field and every row that is wrong is told at once.</summary>
static class CreateRules
{
    const int LongestName = 40;
    const int LongestInput = 40_000;
    const int LongestOutput = 5_000;
    const int MostEpochs = 10_000;
    const string Task = "tuned_model.tuning_task";

    /// <exception cref="ApiException">Something is wrong.</exception>
    public static void Check(string id, JsonObject model)
    {
        var found = new Violations("CreateTunedModelRequest");
        found.Require(id.Length == 0 || ModelId.IsValid(id), "tuned_model_id", "tuned_model_id must match [a-z]([a-z0-9-]{0,38}[a-z0-9])?.");
        CheckSource(found, model);
        CheckTexts(found, model, "tuned_model");
        GenerateRules.CheckSampling(found, model, "tuned_model", hottest: 1);
        CheckHyperparameters(found, model.Child("tuningTask").Child("hyperparameters"));
        CheckExamples(found, [.. model.Child("tuningTask").Child("trainingData").Child("examples").Children("examples")]);
        found.ThrowIfAny();
    }

    public static void CheckTexts(Violations found, JsonObject model, string path) =>
        found.Require(
            TokenRule.CountCharacters(model.Text("displayName")) <= LongestName,
            $"{path}.display_name",
            $"display_name must be at most {LongestName} characters long.");

    static void CheckSource(Violations found, JsonObject model)
    {
        var source = model.Child("tunedModelSource").Text("tunedModel");
        var name = model.Text("baseModel");
        if (model.Has("tunedModelSource"))
            found.Require(
                source.StartsWith("tunedModels/", StringComparison.Ordinal),
                "tuned_model.tuned_model_source.tuned_model",
                "tuned_model must be the name of a tuned model: tunedModels/ID.");
        else if (name.Length == 0)
            found.Add("tuned_model.base_model", "base_model or tuned_model_source is required.");
        else if (BaseModel.Find(name) is not { } baseModel)
            found.Add("tuned_model.base_model", $"Base model {name} does not exist.");
        else
            found.Require(
                baseModel.IsTunable,
                "tuned_model.base_model",
                $"Base model {name} does not support tuning. Call ListModels to see which models support createTunedModel.");
    }

    static void CheckHyperparameters(Violations found, JsonObject hyper)
    {
        const string path = $"{Task}.hyperparameters";
        found.Require(
            hyper.Int("epochCount") is null or (>= 1 and <= MostEpochs),
            $"{path}.epoch_count",
            $"epoch_count must be in the range [1, {MostEpochs}].");
        found.Require(hyper.Int("batchSize") is null or >= 1, $"{path}.batch_size", "batch_size must be positive.");
        found.Require(IsPositive(hyper.Float("learningRate")), $"{path}.learning_rate", "learning_rate must be a positive number.");
        found.Require(
            IsPositive(hyper.Float("learningRateMultiplier")),
            $"{path}.learning_rate_multiplier",
            "learning_rate_multiplier must be a positive number.");
    }

    static bool IsPositive(float? number) => number is not { } n || (n > 0 && float.IsFinite(n));

    static void CheckExamples(Violations found, IReadOnlyList<JsonObject> examples)
    {
        const string path = $"{Task}.training_data.examples.examples";
        found.Require(examples.Count > 0, path, "At least one training example is required.");
        for (var i = 0; i < examples.Count; i++)
        {
            CheckText(found, examples[i].Text("textInput"), $"{path}[{i}].text_input", "text_input", LongestInput);
            CheckText(found, examples[i].Text("output"), $"{path}[{i}].output", "output", LongestOutput);
        }
    }

    static void CheckText(Violations found, string text, string path, string name, int longest)
    {
        found.Require(text.Length > 0, path, $"{name} must not be empty.");
        found.Require(text.Length <= longest || TokenRule.CountCharacters(text) <= longest, path, $"{name} must be at most {longest} characters long.");
    }
}

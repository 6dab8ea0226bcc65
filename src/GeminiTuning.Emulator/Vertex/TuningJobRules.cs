using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the service asks of a tuning job before it runs. Every field that is wrong is told at once.</summary>
static class TuningJobRules
{
    const int LongestName = 128;
    const int MostEpochs = 10_000;
    const string Supervised = "supervised_tuning_spec";
    const string Preference = "preference_optimization_spec";

    /// <exception cref="ApiException">Something is wrong.</exception>
    public static void Check(JsonObject job, TunableModel? baseModel)
    {
        var found = new Violations("tuning_job");
        found.Require(
            TokenRule.CountCharacters(job.Text("tunedModelDisplayName")) <= LongestName,
            "tuned_model_display_name",
            $"tuned_model_display_name must be at most {LongestName} characters long.");
        CheckModel(found, job, baseModel);

        var isPreference = job.Has("preferenceOptimizationSpec");
        var hasSpec = isPreference || job.Has("supervisedTuningSpec");
        var (name, spec) = isPreference ? (Preference, job.Child("preferenceOptimizationSpec")) : (Supervised, job.Child("supervisedTuningSpec"));
        found.Require(hasSpec, name, $"{Supervised} or {Preference} is required: the emulator does no other tuning.");
        CheckUri(found, spec.Text("trainingDatasetUri"), $"{name}.training_dataset_uri", isRequired: hasSpec);
        CheckUri(found, spec.Text("validationDatasetUri"), $"{name}.validation_dataset_uri", isRequired: false);
        CheckHyperparameters(found, spec.Child("hyperParameters"), $"{name}.hyper_parameters");
        if (!isPreference)
            EvaluationMetric.Check(found, spec);
        found.ThrowListed();

        if (baseModel?.Takes(spec.Child("hyperParameters").Text("adapterSize")) == false)
            throw ApiException.Invalid("The adapter size is not supported for this base model.");
    }

    static void CheckModel(Violations found, JsonObject job, TunableModel? baseModel)
    {
        if (job.Has("preTunedModel"))
            found.Require(job.Child("preTunedModel").Text("tunedModelName").Length > 0, "pre_tuned_model.tuned_model_name", "tuned_model_name is required.");
        else if (job.Text("baseModel").Length == 0)
            found.Add("base_model", "base_model or pre_tuned_model is required.");
        else
            found.Require(
                baseModel is { LargestAdapter: > 0 },
                "base_model",
                $"Base model {job.Text("baseModel")} is not supported. Supported models: {string.Join(", ", TunableModel.All.Where(m => m.LargestAdapter > 0).Select(m => m.Id))}.");
    }

    static void CheckUri(Violations found, string uri, string field, bool isRequired) => found.Require(
        (uri.Length == 0 && !isRequired) || (ObjectName.Parse(uri) is { Name.Length: > 0 } && uri.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)),
        field,
        $"{field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..]} should be a GCS object of type JSONL.");

    static void CheckHyperparameters(Violations found, JsonObject hyper, string path)
    {
        found.Require(hyper.Long("epochCount") is null or (>= 0 and <= MostEpochs), $"{path}.epoch_count", $"epoch_count must be in the range [1, {MostEpochs}].");
        found.Require(
            hyper.Float("learningRateMultiplier") is not { } multiplier || (multiplier >= 0 && float.IsFinite(multiplier)),
            $"{path}.learning_rate_multiplier",
            "learning_rate_multiplier must be a positive number.");
        found.Require(
            hyper.Float("beta") is not { } beta || (beta >= 0 && float.IsFinite(beta)), $"{path}.beta", "beta must be a number of at least 0.");
        found.Require(!hyper.Has("learningRate") && !hyper.Has("batchSize"), path, "learning_rate and batch_size cannot be set for this base model.");
    }
}

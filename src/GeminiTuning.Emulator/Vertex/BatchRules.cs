using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the service asks of a batch job before it runs. Every field that is wrong is told at once.</summary>
static class BatchRules
{
    const int LongestName = 128;
    const string Format = "jsonl";

    /// <exception cref="ApiException">Something is wrong.</exception>
    public static void Check(JsonObject job)
    {
        var found = new Violations("batch_prediction_job");
        var name = job.Text("displayName");
        found.Require(name.Length > 0, "display_name", "display_name is required.");
        found.Require(TokenRule.CountCharacters(name) <= LongestName, "display_name", $"display_name must be at most {LongestName} characters long.");
        found.Require(job.Text("model").Length > 0, "model", "model is required.");

        var input = job.Child("inputConfig");
        var uris = input.Child("gcsSource").Values<string>("uris").ToList();
        found.Require(input.Text("instancesFormat") == Format, "input_config.instances_format", $"The emulator reads {Format} alone.");
        found.Require(uris.Count > 0, "input_config.gcs_source.uris", "uris is required: the emulator reads from Cloud Storage alone.");
        found.Require(
            uris.All(u => ObjectName.Parse(u) is { Name.Length: > 0 }), "input_config.gcs_source.uris", "Each of uris must be in the form of gs://bucket/object.");

        var output = job.Child("outputConfig");
        found.Require(output.Text("predictionsFormat") == Format, "output_config.predictions_format", $"The emulator writes {Format} alone.");
        found.Require(
            ObjectName.Parse(output.Child("gcsDestination").Text("outputUriPrefix")) is not null,
            "output_config.gcs_destination.output_uri_prefix",
            "output_uri_prefix must be in the form of gs://bucket/directory.");
        found.ThrowListed();
    }
}

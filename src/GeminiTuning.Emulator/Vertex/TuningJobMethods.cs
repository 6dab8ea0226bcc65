using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Tuning jobs: create, get, list, cancel.</summary>
sealed class TuningJobMethods(VertexStore store, TuningJobRunner runner, TimeProvider clock)
{
    public ApiAnswer Create(ApiCall call)
    {
        var place = Place.Of(call);
        var body = call.Body(VertexProtos.TuningJob, "tuning_job");
        var source = body.Child("preTunedModel");
        TuningJobRules.Check(body, TunableModel.Find(body.Text("baseModel")));

        var parent = body.Has("preTunedModel") ? Source(source) : null;
        var job = Build(place, body, parent?.BaseModel ?? TunableModel.Find(body.Text("baseModel"))!.Id);
        store.Jobs.Add(job);

        // The first answer is written before the job starts: it waits for its turn.
        var answer = Answer(job);
        runner.Start(job);
        return answer;
    }

    public ApiAnswer Get(ApiCall call) => Answer(Find(call));

    public ApiAnswer List(ApiCall call) => Place.List(
        call, store.Jobs.In(Place.Of(call).Parent), "tuningJobs", VertexProtos.TuningJob, VertexProtos.TuningJobList, Write);

    public ApiAnswer Cancel(ApiCall call)
    {
        call.Body(VertexProtos.Cancel);
        runner.Cancel(Find(call));
        return ApiAnswer.Empty;
    }

    ApiAnswer Answer(TuningJobRecord job) => new(VertexProtos.TuningJob, Write(job));

    JsonObject Write(TuningJobRecord job) => TuningJobJson.Write(job with { Endpoint = DefaultEndpoint(job) });

    // The endpoint of a job is that of its model's default checkpoint, which can be changed after the job.
    string? DefaultEndpoint(TuningJobRecord job)
    {
        var chosen = job.Model is null ? null : store.Models.Find(job.Model)?.ChosenCheckpoint;
        return job.Checkpoints.FirstOrDefault(c => c.Id == chosen)?.Endpoint ?? job.Endpoint;
    }

    TuningJobRecord Find(ApiCall call) => store.Jobs.Get(Place.NameOf(call, "tuningJobs"));

    ModelRecord Source(JsonObject source)
    {
        var (name, checkpoint) = (source.Text("tunedModelName"), source.Text("checkpointId"));
        var model = store.FindModel(name) ?? throw ApiException.NotFound($"Model `{name}` not found.");
        return checkpoint.Length == 0 || model.Checkpoints.Any(c => c.Id == checkpoint)
            ? model
            : throw ApiException.Invalid("tuning_job.pre_tuned_model.checkpoint_id", $"Model `{name}` has no checkpoint {checkpoint}.");
    }

    TuningJobRecord Build(Place place, JsonObject body, string baseModel)
    {
        var isPreference = body.Has("preferenceOptimizationSpec");
        var spec = body.Child(isPreference ? "preferenceOptimizationSpec" : "supervisedTuningSpec");
        var hyper = spec.Child("hyperParameters");
        var now = clock.GetUtcNow();
        return new TuningJobRecord
        {
            Project = place.Project,
            Location = place.Location,
            Id = VertexId.New(),
            DisplayName = body.Text("tunedModelDisplayName"),
            Description = body.Text("description"),
            Labels = body.Map("labels"),
            KmsKeyName = body.Child("encryptionSpec").Text("kmsKeyName"),
            ServiceAccount = body.Text("serviceAccount"),
            BaseModel = baseModel,
            PreTunedModel = body.Has("preTunedModel") ? body.Child("preTunedModel").Text("tunedModelName") : null,
            PreTunedCheckpoint = body.Child("preTunedModel").Text("checkpointId"),
            Spec = new TuningSpec(
                spec.Text("trainingDatasetUri"),
                spec.Text("validationDatasetUri"),
                hyper.Long("epochCount") is > 0 and var epochs ? (int)epochs : null,
                hyper.Float("learningRateMultiplier") is > 0 and var multiplier ? multiplier : null,
                hyper.Text("adapterSize") is "ADAPTER_SIZE_UNSPECIFIED" ? "" : hyper.Text("adapterSize"),
                (bool?)spec["exportLastCheckpointOnly"] ?? false,
                isPreference,
                hyper.Float("beta"),
                spec.Has("evaluationConfig") ? spec.Child("evaluationConfig").ToJsonString() : ""),
            CreateTime = now,
            UpdateTime = now,
        };
    }
}

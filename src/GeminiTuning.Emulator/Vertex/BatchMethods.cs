using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Batch jobs: create, get, list, cancel, delete.</summary>
sealed class BatchMethods(VertexStore store, BatchRunner runner, TimeProvider clock)
{
    public ApiAnswer Create(ApiCall call)
    {
        var place = Place.Of(call);
        var body = call.Body(VertexProtos.BatchPredictionJob, "batch_prediction_job");
        BatchRules.Check(body);
        CheckModel(body.Text("model"));

        var now = clock.GetUtcNow();
        var job = new BatchJobRecord
        {
            Project = place.Project,
            Location = place.Location,
            Id = VertexId.New(),
            DisplayName = body.Text("displayName"),
            Labels = body.Map("labels"),
            KmsKeyName = body.Child("encryptionSpec").Text("kmsKeyName"),
            ServiceAccount = body.Text("serviceAccount"),
            Model = body.Text("model"),
            InputUris = [.. body.Child("inputConfig").Child("gcsSource").Values<string>("uris")],
            OutputPrefix = body.Child("outputConfig").Child("gcsDestination").Text("outputUriPrefix"),
            CreateTime = now,
            UpdateTime = now,
        };
        store.Batches.Add(job);
        var answer = Answer(job);
        runner.Start(job);
        return answer;
    }

    public ApiAnswer Get(ApiCall call) => Answer(Find(call));

    public ApiAnswer List(ApiCall call) => Place.List(
        call,
        store.Batches.In(Place.Of(call).Parent),
        "batchPredictionJobs",
        VertexProtos.BatchPredictionJob,
        VertexProtos.BatchPredictionJobList,
        BatchJson.Write);

    public ApiAnswer Cancel(ApiCall call)
    {
        call.Body(VertexProtos.Cancel);
        runner.Cancel(Find(call));
        return ApiAnswer.Empty;
    }

    /// <summary>Deletes a job that has ended.</summary>
    public ApiAnswer Delete(ApiCall call)
    {
        var job = Find(call);
        if (!job.State.IsOver())
            throw ApiException.Precondition($"BatchPredictionJob `{job.Name}` cannot be deleted: its state is {job.State.Write()}. Cancel it first.");
        store.Batches.Remove(job);
        return Operations.Start(store, call, job.Parent, "DeleteOperationMetadata", Operation.Empty, clock);
    }

    static ApiAnswer Answer(BatchJobRecord job) => new(VertexProtos.BatchPredictionJob, BatchJson.Write(job));

    BatchJobRecord Find(ApiCall call) => store.Batches.Get(Place.NameOf(call, "batchPredictionJobs"));

    void CheckModel(string name)
    {
        if (TunableModel.Find(name) is not null || store.FindModel(name) is not null)
            return;
        throw name.Contains("/endpoints/", StringComparison.Ordinal)
            ? ApiException.Invalid(
                "batch_prediction_job.model",
                $"`{name}` is an endpoint; a batch job takes a model: "
                + "projects/{project}/locations/{location}/models/{model} or publishers/google/models/{model}.")
            : ApiException.NotFound($"Model `{name}` not found.");
    }
}

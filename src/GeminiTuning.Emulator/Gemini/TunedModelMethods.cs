using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Tuned models: create, get, list, patch, delete.</summary>
sealed class TunedModelMethods(ModelStore store, TuningRunner runner, TimeProvider clock)
{
    public ApiAnswer Create(ApiCall call)
    {
        var id = call.Query["tuned_model_id"];
        var body = call.Body(TuningProtos.TunedModel, "tuned_model");
        CreateRules.Check(id, body);

        var source = Source(body);
        var examples = body.Child("tuningTask").Child("trainingData").Child("examples").Children("examples")
            .Select(e => new Example(e.Text("textInput"), e.Text("output")))
            .ToList();
        var model = TunedModelBuilder.Build(id, body, source, examples.Count, clock.GetUtcNow());
        store.Add(model);

        // The first answer is written before the tuning starts: it has no progress in it.
        var answer = new ApiAnswer(TuningProtos.Operation, TunedModelJson.WriteOperation(model));
        runner.Start(model, examples, source is null ? null : store.WeightsOf(source.Id));
        return answer;
    }

    public ApiAnswer Get(ApiCall call) => new(TuningProtos.TunedModel, TunedModelJson.Write(store.Get(call.Id)));

    public ApiAnswer List(ApiCall call)
    {
        var filter = ModelFilter.Parse(call.Query["filter"]);
        var page = Paging.Of(call.Query).Take(store.All.Where(filter.Takes), m => $"{m.CreateTime.UtcTicks:D19} {m.Id}");
        return new ApiAnswer(TuningProtos.TunedModelList, JsonOut.Message(
            ("tunedModels", JsonOut.List(page.Items, TunedModelJson.Write)), ("nextPageToken", page.NextToken)));
    }

    public ApiAnswer Patch(ApiCall call)
    {
        var body = call.Body(TuningProtos.TunedModel, "tuned_model");
        Caller.Require(store.Get(call.Id), Role.Writer);
        var mask = ModelMask.Parse(call.Query["update_mask"], body);
        var changed = store.Change(call.Id, m => mask.Apply(Caller.Required(m, Role.Writer), body) with { UpdateTime = clock.GetUtcNow() });
        return new ApiAnswer(TuningProtos.TunedModel, TunedModelJson.Write(changed));
    }

    public ApiAnswer Delete(ApiCall call)
    {
        var model = store.Get(call.Id);
        Caller.Require(model, Role.Owner);
        store.Remove(model);
        runner.Cancel(model);
        return ApiAnswer.Empty;
    }

    TunedModel? Source(JsonObject body)
    {
        if (!body.Has("tunedModelSource"))
            return null;

        var source = store.Get(body.Child("tunedModelSource").Text("tunedModel")["tunedModels/".Length..]);
        return source.State == TunedModelState.Active
            ? source
            : throw ApiException.Precondition(
                $"Tuned model {source.Name} cannot be tuned further: its state is {source.State.ToString().ToUpperInvariant()}.");
    }
}

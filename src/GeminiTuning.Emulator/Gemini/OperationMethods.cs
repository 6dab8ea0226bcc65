using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The operations that tune: get, list, cancel. A model has one.</summary>
sealed class OperationMethods(ModelStore store, TuningRunner runner, TimeProvider clock)
{
    const int Cancelled = 1;

    public ApiAnswer Get(ApiCall call) => new(TuningProtos.Operation, TunedModelJson.WriteOperation(Find(call)));

    public ApiAnswer List(ApiCall call)
    {
        var page = Paging.Of(call.Query).Take([store.Get(call.Id)], m => m.OperationId);
        return new ApiAnswer(TuningProtos.OperationList, JsonOut.Message(
            ("operations", JsonOut.List(page.Items, TunedModelJson.WriteOperation)), ("nextPageToken", page.NextToken)));
    }

    /// <summary>Ends a tuning; one that has ended stays as it is.</summary>
    public ApiAnswer Cancel(ApiCall call)
    {
        var model = Find(call);
        Caller.Require(model, Role.Writer);
        store.End(model, learned: null, m => m.Failed(new TuningError(Cancelled, "The operation was cancelled."), clock.GetUtcNow()));
        runner.Cancel(model);
        return ApiAnswer.Empty;
    }

    TunedModel Find(ApiCall call)
    {
        var model = store.Get(call.Id);
        return model.OperationId == call.Names[1]
            ? model
            : throw ApiException.NotFound($"Operation {model.Name}/operations/{call.Names[1]} does not exist.");
    }
}

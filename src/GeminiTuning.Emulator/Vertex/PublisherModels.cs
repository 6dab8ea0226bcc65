using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The base models as Model Garden lists them. As in the service, they don't tell whether they support tuning.</summary>
static class PublisherModels
{
    const int PageSize = 100;

    public static ApiAnswer Get(ApiCall call) => new(VertexProtos.PublisherModel, Write(Find(call)));

    public static ApiAnswer List(ApiCall call)
    {
        if (call.Query["order_by"].Length > 0)
            throw ApiException.Invalid("order_by", "The emulator doesn't support order_by for publisher models. It lists them by name.");
        var filter = ListFilter.Parse(call.Query["filter"], VertexProtos.PublisherModel);
        var page = Paging.Of(call.Query, PageSize).Take(TunableModel.All.Where(m => filter.Takes(Write(m))), m => m.Id);
        return new ApiAnswer(VertexProtos.PublisherModelList, JsonOut.Message(
            ("publisherModels", JsonOut.List(page.Items, Write)), ("nextPageToken", page.NextToken)));
    }

    /// <summary>The model that a call names.</summary>
    /// <exception cref="ApiException">There is no such model.</exception>
    public static TunableModel Find(ApiCall call) => TunableModel.Find(call.Names[^1])
        ?? throw ApiException.NotFound(
            $"Publisher Model `publishers/google/models/{call.Names[^1]}` was not found or your project does not have access to it. "
            + "Please ensure you are using a valid model version.");

    static JsonObject Write(TunableModel model) => JsonOut.Message(
        ("name", $"publishers/google/models/{model.Id}"),
        ("versionId", "default"),
        ("openSourceCategory", "PROPRIETARY"),
        ("launchStage", "GA"),
        ("publisherModelTemplate", $"projects/{{user-project}}/locations/{{location}}/publishers/google/models/{model.Id}"));
}

using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads the experiments of tuning jobs: contexts of Vertex ML Metadata, and TensorBoard's runs and time series.</summary>
sealed class ExperimentMethods(VertexStore store)
{
    const int PageSize = 50;
    const int MostPoints = 1000;

    public ApiAnswer GetContext(ApiCall call)
    {
        var name = $"{Place.Of(call).Parent}/metadataStores/{call.Names[2]}/contexts/{call.Names[3]}";
        return Experiment.Find(store, Place.Of(call).Parent, call.Names[3]) is { } job && Experiment.ContextOf(job) == name
            ? new ApiAnswer(VertexProtos.Context, Experiment.WriteContext(job))
            : throw NotFound("Context", name);
    }

    public ApiAnswer ListRuns(ApiCall call) =>
        List(call, Experiment.WriteRuns(JobOf(call)), "tensorboardRuns", VertexProtos.TensorboardRun, VertexProtos.TensorboardRunList);

    public ApiAnswer ListSeries(ApiCall call) =>
        List(call, Experiment.WriteSeries(JobOf(call)), "tensorboardTimeSeries", VertexProtos.TimeSeries, VertexProtos.TimeSeriesList);

    /// <summary>Reads one time series.</summary>
    public ApiAnswer Read(ApiCall call)
    {
        if (call.Query["filter"].Length > 0)
            throw ApiException.Invalid("filter", "The emulator doesn't support a filter for the data of a time series.");
        var most = call.Query.Int("max_data_points");
        if (most < -1)
            throw ApiException.Invalid("max_data_points", "max_data_points must be positive, or -1 for all data.");
        return new ApiAnswer(VertexProtos.TimeSeriesData, JsonOut.Message(
            ("timeSeriesData", Data(Place.Of(call), call.Names, most switch { -1 => int.MaxValue, 0 => MostPoints, _ => most }))));
    }

    /// <summary>Reads several time series of a TensorBoard.</summary>
    public ApiAnswer BatchRead(ApiCall call)
    {
        var place = Place.Of(call);
        var tensorboard = $"{place.Parent}/tensorboards/{call.Names[2]}";
        var wanted = call.Query.All("time_series");
        if (wanted.Count == 0)
            throw ApiException.Invalid("time_series", "time_series is required.");
        return new ApiAnswer(VertexProtos.TimeSeriesDataList, JsonOut.Message(("timeSeriesData", JsonOut.List(wanted, name =>
            name.Split('/') is [_, var project, _, var location, _, var board, "experiments", var experiment, "runs", var run, "timeSeries", var series]
            && name.StartsWith($"{tensorboard}/", StringComparison.Ordinal)
                ? Data(place, [project, location, board, experiment, run, series], MostPoints)
                : throw ApiException.Invalid("time_series", $"\"{name}\" is not a time series of {tensorboard}.")))));
    }

    JsonObject Data(Place place, IReadOnlyList<string> names, int most)
    {
        var job = Find(place, names);
        return (job is null ? null : Experiment.WriteData(job, names[5], most)) ?? throw NotFound(
            "TensorboardTimeSeries", $"{place.Parent}/tensorboards/{names[2]}/experiments/{names[3]}/runs/{names[4]}/timeSeries/{names[5]}");
    }

    TuningJobRecord JobOf(ApiCall call)
    {
        var place = Place.Of(call);
        return Find(place, call.Names) ?? throw NotFound(
            call.Names.Count > 4 ? "TensorboardRun" : "TensorboardExperiment",
            $"{place.Parent}/tensorboards/{call.Names[2]}/experiments/{call.Names[3]}{(call.Names.Count > 4 ? $"/runs/{call.Names[4]}" : "")}");
    }

    // The job of a TensorBoard, an experiment, and a run, if that is named.
    TuningJobRecord? Find(Place place, IReadOnlyList<string> names)
    {
        var job = Experiment.Find(store, place.Parent, names[3]);
        if (job is null || Experiment.TensorboardIn(place.Parent) != $"{place.Parent}/tensorboards/{names[2]}")
            return null;
        var isRun = names.Count < 5 || Experiment.RunOf(job).EndsWith($"/runs/{names[4]}", StringComparison.Ordinal);
        return isRun ? job : null;
    }

    static ApiAnswer List(ApiCall call, IEnumerable<JsonObject> all, string field, ProtoMessage type, ProtoMessage listType)
    {
        if (call.Query["order_by"].Length > 0)
            throw ApiException.Invalid("order_by", "The emulator doesn't support order_by for experiments. It lists their parts by name.");
        var filter = ListFilter.Parse(call.Query["filter"], type);
        var mask = FieldMask.Parse(call.Query["read_mask"], type);
        var page = Paging.Of(call.Query, PageSize).Take(all.Where(filter.Takes), item => item.Text("name"));
        return new ApiAnswer(listType, JsonOut.Message((field, JsonOut.List(page.Items, mask.Apply)), ("nextPageToken", page.NextToken)));
    }

    static ApiException NotFound(string kind, string name) => ApiException.NotFound($"{kind} {name} not found.");
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The project and the region of a call. Every one with a valid name is there.</summary>
sealed partial record Place(string Project, string Location)
{
    const int PageSize = 100;

    public string Parent => $"projects/{Project}/locations/{Location}";

    /// <exception cref="ApiException">One of the names is not valid.</exception>
    public static Place Of(ApiCall call)
    {
        if (!ProjectRule().IsMatch(call.Names[0]))
            throw ApiException.Invalid("parent", $"Invalid resource name: \"{call.Names[0]}\" is not the ID or the number of a project.");
        if (!LocationRule().IsMatch(call.Names[1]))
            throw ApiException.Invalid("parent", $"Invalid resource name: \"{call.Names[1]}\" is not a location.");
        return new Place(call.Names[0], call.Names[1]);
    }

    /// <summary>The name of what a call is about.</summary>
    public static string NameOf(ApiCall call, string collection) => $"{Of(call).Parent}/{collection}/{call.Names[^1]}";

    /// <summary>A page of a list, by the filter, order, and mask of the call.</summary>
    public static ApiAnswer List<T>(ApiCall call, IEnumerable<T> resources, string field, ProtoMessage type, ProtoMessage listType, Func<T, JsonObject> write)
        where T : Resource
    {
        var filter = ListFilter.Parse(call.Query["filter"], type);
        var order = ListOrder.Parse(call.Query["order_by"]);
        var mask = FieldMask.Parse(call.Query["read_mask"], type);
        var page = Paging.Of(call.Query, PageSize).Take(filter.IsEmpty ? resources : resources.Where(r => filter.Takes(write(r))), order.KeyOf);
        return new ApiAnswer(listType, JsonOut.Message(
            (field, JsonOut.List(page.Items, r => mask.Apply(write(r)))), ("nextPageToken", page.NextToken)));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.:-]{0,61}\z")]
    private static partial Regex ProjectRule();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex LocationRule();
}

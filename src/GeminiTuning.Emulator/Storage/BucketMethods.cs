using System.Collections.Concurrent;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Buckets: create, get, list, delete. Every bucket with a valid name exists without being created. One is listed if it
/// was created or has objects.</summary>
sealed class BucketMethods(ObjectStore store)
{
    const int MostItems = 1000;
    const int MostCreated = 10_000;

    readonly ConcurrentDictionary<string, bool> _created = new(StringComparer.Ordinal);

    public static ApiAnswer Get(ApiCall call)
    {
        ObjectName.CheckBucket(call.Id);
        return Answer(call.Id, call);
    }

    public ApiAnswer Create(ApiCall call)
    {
        var name = call.Body(StorageProtos.Object).Text("name");
        ObjectName.CheckBucket(name);
        if (_created.Count < MostCreated)
            _created[name] = true;
        return Answer(name, call);
    }

    public ApiAnswer List(ApiCall call)
    {
        var prefix = call.Query["prefix"];
        var names = store.Buckets.Union(_created.Keys).Where(n => n.StartsWith(prefix, StringComparison.Ordinal));
        var size = call.Query.Int("max_results") is > 0 and < MostItems and var asked ? asked : MostItems;
        var page = new Paging(size, Paging.Of(call.Query).After).Take(names, n => n);
        return new ApiAnswer(StorageProtos.Object, JsonOut.Message(
            ("kind", "storage#buckets"),
            ("nextPageToken", page.NextToken),
            ("items", JsonOut.List(page.Items, n => ObjectJson.WriteBucket(n, call.Address)))));
    }

    public ApiAnswer Delete(ApiCall call)
    {
        ObjectName.CheckBucket(call.Id);
        if (store.In(call.Id).Any())
            throw new ApiException(409, "FAILED_PRECONDITION", "The bucket you tried to delete is not empty.");
        _created.TryRemove(call.Id, out _);
        return ApiAnswer.Nothing(204);
    }

    static ApiAnswer Answer(string name, ApiCall call) => new(StorageProtos.Object, ObjectJson.WriteBucket(name, call.Address));
}

using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Objects: get, download, list, change, delete.</summary>
sealed class ObjectMethods(ObjectStore store)
{
    const int MostItems = 1000;

    /// <summary>An object's metadata; with <c>alt=media</c>, its content.</summary>
    public ApiAnswer Get(ApiCall call)
    {
        var stored = store.Get(ObjectName.Checked(call.Id, call.Names[1]), call.Query["generation"]);
        if (!Preconditions.Of(call.Query).CheckRead(stored))
            return ApiAnswer.Nothing(304) with { Headers = [("ETag", $"\"{ObjectJson.ETag(stored)}\"")] };
        return call.Query.Common("alt") == "media"
            ? ObjectDownload.Answer(stored, store, call.Request.Head)
            : new ApiAnswer(StorageProtos.Object, ObjectJson.Write(stored, call.Address));
    }

    public ApiAnswer List(ApiCall call)
    {
        ObjectName.CheckBucket(call.Id);
        var listing = ObjectListing.Of(call.Query);
        var size = call.Query.Int("max_results") is > 0 and < MostItems and var asked ? asked : MostItems;
        var page = new Paging(size, Paging.Of(call.Query).After).Take(listing.Entries(store.In(call.Id)), e => e.Key);
        return new ApiAnswer(StorageProtos.Object, JsonOut.Message(
            ("kind", "storage#objects"),
            ("nextPageToken", page.NextToken),
            ("prefixes", JsonOut.List(page.Items.Where(e => e.IsPrefix), e => e.Key)),
            ("items", JsonOut.List(page.Items.Where(e => e.Object is not null), e => ObjectJson.Write(e.Object!, call.Address)))));
    }

    /// <summary>Changes the traits that the body holds.</summary>
    public ApiAnswer Patch(ApiCall call)
    {
        var body = call.Changes(StorageProtos.Object);
        return Change(call, traits => traits.With(body));
    }

    /// <summary>Replaces all traits.</summary>
    public ApiAnswer Update(ApiCall call)
    {
        var body = call.Body(StorageProtos.Object);
        return Change(call, _ => ObjectTraits.Of(body));
    }

    public ApiAnswer Delete(ApiCall call)
    {
        store.Remove(ObjectName.Checked(call.Id, call.Names[1]), call.Query["generation"], Preconditions.Of(call.Query));
        return ApiAnswer.Nothing(204);
    }

    ApiAnswer Change(ApiCall call, Func<ObjectTraits, ObjectTraits> change)
    {
        var changed = store.Change(ObjectName.Checked(call.Id, call.Names[1]), call.Query["generation"], Preconditions.Of(call.Query), change);
        return new ApiAnswer(StorageProtos.Object, ObjectJson.Write(changed, call.Address));
    }
}

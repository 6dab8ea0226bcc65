using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Objects: get, download, list, delete. And buckets, of which every one that is asked for is there.</summary>
sealed class ObjectMethods(ObjectStore store)
{
    const int MostItems = 1000;

    public static ApiAnswer GetBucket(ApiCall call)
    {
        ObjectName.CheckBucket(call.Id);
        return new ApiAnswer(StorageProtos.Object, ObjectJson.WriteBucket(call.Id, call.Address));
    }

    /// <summary>What is known of an object; with <c>alt=media</c>, its content.</summary>
    public ApiAnswer Get(ApiCall call)
    {
        var stored = store.Get(ObjectName.Checked(call.Id, call.Names[1]), call.Query["generation"]);
        Preconditions.Of(call.Query).Check(stored);
        return call.Query.Common("alt") == "media"
            ? Download(stored, call.Request.Head)
            : new ApiAnswer(StorageProtos.Object, ObjectJson.Write(stored, call.Address));
    }

    public ApiAnswer List(ApiCall call)
    {
        ObjectName.CheckBucket(call.Id);
        var (prefix, delimiter) = (call.Query["prefix"], call.Query["delimiter"]);
        var found = store.In(call.Id).Where(o => o.Name.StartsWith(prefix, StringComparison.Ordinal));

        // What goes on after a delimiter is told once, by what stands before it.
        var entries = found.Select(o => (Key: Group(o.Name, prefix, delimiter), Object: o)).DistinctBy(e => e.Key);
        var size = call.Query.Int("max_results") is > 0 and < MostItems and var asked ? asked : MostItems;
        var page = new Paging(size, Paging.Of(call.Query).After).Take(entries, e => e.Key);
        return new ApiAnswer(StorageProtos.Object, JsonOut.Message(
            ("kind", "storage#objects"),
            ("nextPageToken", page.NextToken),
            ("prefixes", JsonOut.List(page.Items.Where(e => e.Key != e.Object.Name), e => e.Key)),
            ("items", JsonOut.List(page.Items.Where(e => e.Key == e.Object.Name), e => ObjectJson.Write(e.Object, call.Address)))));
    }

    public ApiAnswer Delete(ApiCall call)
    {
        store.Remove(ObjectName.Checked(call.Id, call.Names[1]), call.Query["generation"], Preconditions.Of(call.Query));
        return ApiAnswer.Nothing(204);
    }

    ApiAnswer Download(StoredObject stored, RequestHead head)
    {
        var range = ByteRange.Of(head.Headers.GetValueOrDefault("Range"), stored.Size);
        if (range is { Length: 0 })
            throw new ApiException(416, "OUT_OF_RANGE", "The requested range cannot be satisfied.") { Headers = [("Content-Range", $"bytes */{stored.Size}")] };

        var stream = store.Open(stored);
        stream.Position = range?.First ?? 0;
        List<(string, string)> headers =
        [
            ("Accept-Ranges", "bytes"),
            ("ETag", $"\"{stored.Generation}\""),
            ("X-Goog-Generation", $"{stored.Generation}"),
            ("X-Goog-Metageneration", "1"),
            ("X-Goog-Hash", $"crc32c={stored.Crc32c},md5={stored.Md5Hash}"),
            ("X-Goog-Stored-Content-Length", $"{stored.Size}"),
        ];
        if (range is not null)
            headers.Add(("Content-Range", $"bytes {range.First}-{range.First + range.Length - 1}/{stored.Size}"));
        return ApiAnswer.Nothing(range is null ? 200 : 206) with
        {
            Headers = headers,
            File = (Printable(stored.ContentType), new ReplyFile(stream, range?.Length ?? stored.Size)),
        };
    }

    static string Group(string name, string prefix, string delimiter) =>
        delimiter.Length > 0 && name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var at
            ? name[..(at + delimiter.Length)]
            : name;

    // A media type is what its owner says, also where it could not stand in a header.
    static string Printable(string contentType) =>
        contentType.All(c => c is >= ' ' and <= '~') ? contentType : "application/octet-stream";
}

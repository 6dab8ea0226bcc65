using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Uploads: at once, as a body of two parts, or chunk by chunk.</summary>
sealed class UploadMethods(ObjectStore store, TimeProvider clock)
{
    const int Cancelled = 499;

    readonly UploadSessions _sessions = new(clock);

    /// <summary>Begins a resumable upload; its address is in the header Location.</summary>
    public ApiAnswer Start(ApiCall call)
    {
        var headers = call.Request.Head.Headers;
        var plan = Plan(call, call.Body(StorageProtos.Object), headers.GetValueOrDefault("X-Upload-Content-Type", ""));
        plan.Condition.Check(store.Find(plan.Place));
        var announced = headers.TryGetValue("X-Upload-Content-Length", out var text)
            ? ScalarReader.Whole(text) is >= 0 and var length ? length : throw ApiException.Invalid($"Invalid X-Upload-Content-Length: {text}")
            : (long?)null;

        var session = new UploadSession(RandomName.Create(40), plan, announced, store);
        _sessions.Add(session);
        var address = $"{call.Address}/upload/storage/v1/b/{plan.Place.Bucket}/o?uploadType=resumable"
            + $"&name={Uri.EscapeDataString(plan.Place.Name)}&upload_id={session.Id}";
        return ApiAnswer.Nothing(200) with { Headers = [("Location", address), ("X-Guploader-Uploadid", session.Id)] };
    }

    /// <summary>Opens the way for a chunk.</summary>
    public IBodySink OpenChunk(ApiCall call) => Find(call).Begin(ContentRange.Of(call.Request.Head));

    /// <summary>Takes a chunk, or says how far the upload is.</summary>
    public ApiAnswer Chunk(ApiCall call)
    {
        var session = Find(call);
        ((ChunkWriter)call.Request.Sink!).Commit();
        if (session.Finished is { } stored)
            return Answer(stored, call);
        return ApiAnswer.Nothing(308) with
        {
            Headers = session.Received is > 0 and var received ? [("Range", $"bytes=0-{received - 1}")] : [],
        };
    }

    /// <summary>Gives an upload up.</summary>
    public ApiAnswer Cancel(ApiCall call)
    {
        _sessions.End(Find(call).Id);
        return ApiAnswer.Nothing(Cancelled);
    }

    /// <summary>Opens a file for a body that comes in one request.</summary>
    public SpooledBody OpenBody(ApiCall call) => new(store.NewContent(), inflates: call.Query["content_encoding"] != "gzip");

    /// <summary>Takes an object's content in one request.</summary>
    public ApiAnswer Media(ApiCall call) => Put(Plan(call, [], TypeOf(call)), (SpooledBody)call.Request.Sink!, call);

    /// <summary>Takes a description and the content in one body.</summary>
    public ApiAnswer Multipart(ApiCall call)
    {
        using var body = ((SpooledBody)call.Request.Sink!).Take().OpenRead();
        var parts = MultipartBody.Read(body, TypeOf(call));
        var plan = Plan(call, ProtoReader.Read(parts.Description, StorageProtos.Object, "", call.Version), parts.ContentType);
        using var content = new SpooledBody(store.NewContent());
        body.Position = parts.Start;
        content.WriteFrom(body, parts.Length);
        return Put(plan, content, call);
    }

    ApiAnswer Put(ObjectPlan plan, SpooledBody body, ApiCall call) => Answer(store.Put(plan, body.Take(), body.Length), call);

    static ObjectPlan Plan(ApiCall call, JsonObject body, string contentType)
    {
        var name = call.Query["name"] is { Length: > 0 } given ? given : body.Text("name");
        if (body.Text("contentType").Length == 0)
            body["contentType"] = contentType;
        if (body.Text("contentEncoding").Length == 0)
            body["contentEncoding"] = call.Query["content_encoding"];
        return new ObjectPlan(ObjectName.Checked(call.Id, name), ObjectTraits.Of(body), Preconditions.Of(call.Query))
        {
            Md5Hash = body.Text("md5Hash"),
            Crc32c = body.Text("crc32c"),
        };
    }

    static string TypeOf(ApiCall call) => call.Request.Head.Headers.GetValueOrDefault("Content-Type", "");

    static ApiAnswer Answer(StoredObject stored, ApiCall call) => new(StorageProtos.Object, ObjectJson.Write(stored, call.Address));

    UploadSession Find(ApiCall call) =>
        _sessions.Find(call.Query["upload_id"]) is { } session && session.Place.Bucket == call.Id
            ? session
            : throw ApiException.NotFound("No such upload session. It has ended, or was never begun; begin another one.");
}

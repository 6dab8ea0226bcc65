using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Copies of objects. Each is complete after one request, however large the object is.</summary>
sealed class CopyMethods(ObjectStore store)
{
    public ApiAnswer Copy(ApiCall call) => new(StorageProtos.Object, ObjectJson.Write(Put(call), call.Address));

    public ApiAnswer Rewrite(ApiCall call)
    {
        var copied = Put(call);
        return new ApiAnswer(StorageProtos.Object, JsonOut.Message(
            ("kind", "storage#rewriteResponse"),
            ("totalBytesRewritten", $"{copied.Size}"),
            ("objectSize", $"{copied.Size}"),
            ("done", true),
            ("resource", ObjectJson.Write(copied, call.Address))));
    }

    StoredObject Put(ApiCall call)
    {
        var source = store.Get(ObjectName.Checked(call.Id, call.Names[1]), call.Query["source_generation"]);
        Preconditions.OfSource(call.Query).Check(source);
        var body = call.Body(StorageProtos.Object);
        var plan = new ObjectPlan(ObjectName.Checked(call.Names[2], call.Names[3]), Traits(source, body), Preconditions.Of(call.Query));
        plan.Condition.Check(store.Find(plan.Place));

        using var content = new SpooledBody(store.NewContent());
        using (var stream = store.Open(source))
            content.WriteFrom(stream, source.Size);
        return store.Put(plan, content.Take(), content.Length);
    }

    // As in the service, a copy has the traits of its source, or, if the request has any, those of the request.
    static ObjectTraits Traits(StoredObject source, JsonObject body)
    {
        var named = body.Where(f => f.Key != "name").ToList();
        return named.Count == 0 ? source.Traits : ObjectTraits.Of(body);
    }
}

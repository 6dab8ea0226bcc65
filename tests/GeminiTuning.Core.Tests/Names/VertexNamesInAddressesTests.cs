using System.Net;
using FsCheck;
using FsCheck.Fluent;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Names;

/// <summary>A name of Vertex AI is sent as it is or not at all: whatever is typed, no other address is asked.</summary>
public sealed class VertexNamesInAddressesTests
{
    const string Parent = VertexScript.Parent;

    static readonly string[] s_pieces =
    [
        "projects/", "/locations/", "my-project", "us-central1", "/tuningJobs/", "tuningJobs/", "models/", "endpoints/", "batchPredictionJobs/", "publishers/google/", "@", "1", "42", "a", "Z",
        "/", "..", ".", "~", "-", "_", "?", "&", "=", "#", ":", "%2e", "%2F", "%", "\\", " ", "\t", "\r\n", "\0", "\u007F", "\u0085", "😀", "é", "٣", "\uD83D", "\u202E", "evil.example", "//",
    ];

    static Arbitrary<string> Any { get; } = Gen.OneOf(
            Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces)),
            Gen.Elements(s_pieces).Two().Select(two => $"{Parent}/tuningJobs/{two.Item1}{two.Item2}"),
            Gen.Elements(s_pieces).Two().Select(two => $"{Parent}/{two.Item1}{two.Item2}1"),
            Gen.Elements(s_pieces).Two().Select(two => $"projects/{two.Item1}/locations/{two.Item2}/tuningJobs/1"),
            Gen.Elements(s_pieces).Two().Select(two => $"projects/a{two.Item1}b/locations/c{two.Item2}d/endpoints/1"),
            Gen.Elements(s_pieces).Select(piece => $"tuningJobs/1{piece}2"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
        .ToArbitrary();

    static VertexNames Names => VertexScript.Settings().Names;

    [Fact]
    public void A_job() => Holds((service, text) => service.GetOperationAsync(text), text => Names.Operation(text));

    [Fact]
    public void A_job_that_is_cancelled() => Holds((service, text) => service.CancelOperationAsync(text), text => $"{Names.Operation(text)}:cancel");

    [Fact]
    public void A_batch() => Holds((service, text) => service.GetBatchAsync(text), text => Names.Batch(text));

    [Fact]
    public void A_batch_that_is_cancelled() => Holds((service, text) => service.CancelBatchAsync(text), text => $"{Names.Batch(text)}:cancel");

    [Fact]
    public void A_model() => Holds((service, text) => service.GetTunedModelAsync(text), text => Names.TunedModel(text).Contains("/tuningJobs/", StringComparison.Ordinal) ? Names.TunedModel(text) : $"{Parent}/tuningJobs");

    [Fact]
    public void A_model_that_is_asked() => Holds((service, text) => service.GenerateAsync(new GenerationRequest { Model = text, Prompt = "7" }),
        text => Names.TunedModel(text) is var name && name.Contains("/endpoints/", StringComparison.Ordinal) ? $"{name}:generateContent"
            : name.Contains("/tuningJobs/", StringComparison.Ordinal) ? name : $"{Parent}/tuningJobs");

    [Fact]
    public void A_base_model_is_in_no_address() => Holds(
        (service, text) => service.CreateTunedModelAsync(new TuningRequest { Id = "a", BaseModel = text, TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") }), _ => $"{Parent}/tuningJobs");

    [Fact]
    public void A_new_jobs_id_is_in_no_address() => Holds(
        (service, text) => service.CreateTunedModelAsync(new TuningRequest { Id = text, TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") }), _ => $"{Parent}/tuningJobs");

    [Fact]
    public void A_name_is_its_own_name() => Prop.ForAll(Any, text =>
    {
        foreach (Func<string, string> complete in (Func<string, string>[])[Names.TunedModel, Names.Operation, Names.Batch, Names.BaseModel])
            if (Record.Exception(() => complete(text)) is { } refused)
            {
                Assert.IsType<TuningArgumentException>(refused);
                Assert.DoesNotContain(refused.Message, char.IsControl);
                Assert.InRange(refused.Message.Length, 1, 350);
            }
            else
                Assert.Equal(complete(text), complete(complete(text)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    // Whatever the bucket, its folder and the objects in it are called.
    [Fact]
    public void An_object_stays_in_its_bucket() => Prop.ForAll(Any, text =>
    {
        if (Record.Exception(() => StorageUri.Folder($"gs://my-bucket/{text}")) is TuningArgumentException)
            return;
        var folder = StorageUri.Folder($"gs://my-bucket/{text}");
        Assert.Equal(folder, StorageUri.Folder(folder.ToString()));
        using var script = new ScriptedService();
        script.Answers("{}").Answers("{}", HttpStatusCode.Forbidden);
        using var prompts = VertexScript.Prompts("1");
        var options = VertexScript.Options() with { Service = VertexScript.Settings() with { Bucket = folder } };
        Assert.IsType<TuningServiceException>(Record.ExceptionAsync(() => script.Vertex(options).CreateBatchAsync(new BatchRequest { Id = "b", Model = VertexScript.Model, Prompts = prompts })).AsTask().GetAwaiter().GetResult());
        Assert.All(script.Requests, request => Assert.Equal("storage.googleapis.com", request.Uri.Authority));
        var name = $"{folder.Path}{(folder.Path.Length > 0 ? "/" : "")}geminituning/{prompts.File.Sha256}.jsonl";
        Assert.Equal($"/storage/v1/b/my-bucket/o/{Uri.EscapeDataString(name)}", script.Requests[0].Uri.AbsolutePath);
        Assert.Equal($"/upload/storage/v1/b/my-bucket/o?uploadType=resumable&name={Uri.EscapeDataString(name)}", script.Requests[1].Uri.PathAndQuery);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_bucket_is_one_segment_and_nothing_else() => Prop.ForAll(Any, text =>
    {
        foreach (var typed in new[] { text, $"gs://{text}", $"gs://my{text}bucket" })
            if (Record.Exception(() => StorageUri.Folder(typed)) is null)
                Assert.Matches(@"\A[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\z", StorageUri.Folder(typed).Bucket);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    static void Holds(Func<IVertexService, string, Task> call, Func<string, string> path) =>
        Prop.ForAll(Any, async text =>
        {
            using var script = new ScriptedService().Answers($$"""{"name": "{{VertexScript.Job}}"}""");
            try
            {
                await call(script.Vertex(), text);
            }
            catch (ArgumentException)
            {
                Assert.Empty(script.Requests);
                return;
            }
            catch (TuningServiceException)
            {
                // What is looked up is not there, or is not ready.
            }
            Assert.Equal($"/v1/{path(text)}", script.Request.Uri.AbsolutePath);
            Assert.Matches(@"\Ahttps://([a-z][a-z0-9-]*-)?aiplatform(\.(us|eu)\.rep)?\.googleapis\.com/", script.Request.Uri.AbsoluteUri);
            Assert.Empty(script.Request.Uri.Fragment);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Vertex;

/// <summary>What costs money is done once, whatever goes wrong on the way.</summary>
public sealed class CreateOnceTests
{
    enum Fault
    {
        None,
        NotCarriedOut,
        NoConnection,
        AnswerLost,
        ResponseIncomplete,
        NameUnreadable,
        TooManyRequests,
    }

    static Gen<Fault[]> Faults { get; } = Gen.Elements(Enum.GetValues<Fault>()).ListOf(12).Select(faults => faults.ToArray());

    [Fact]
    public void A_tuning_is_started_once_or_not_at_all() => Holds("tuningJobs", async service =>
        (await service.CreateTunedModelAsync(new TuningRequest { Id = "numbers-1", TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") })).Name);

    [Fact]
    public void So_is_a_batch() => Holds("batchPredictionJobs", async service =>
    {
        using var prompts = VertexScript.Prompts("1");
        return (await service.CreateBatchAsync(new BatchRequest { Id = "numbers-1", Model = VertexScript.Model, Prompts = prompts })).Name;
    });

    static void Holds(string collection, Func<IVertexService, Task<string>> create) => Always.Holds(Faults, async faults =>
    {
        using var service = new Jobs(collection, faults);
        var options = VertexScript.Options(retries: new ImmediateRetries(5));
        try
        {
            Assert.Equal($"{VertexScript.Parent}/{collection}/1", await create((IVertexService)new TuningConnection(options, null, service).Open()));
            Assert.Equal(1, service.Count);
        }
        catch (TuningServiceException)
        {
            // All retries were in vain.
            Assert.InRange(service.Count, 0, 1);
        }
    }, 300);

    // Creates and lists jobs, and gives the faults in turn. Uploads it takes as they come.
    sealed class Jobs(string collection, IEnumerable<Fault> faults) : HttpMessageHandler
    {
        readonly Queue<Fault> _faults = new(faults);
        readonly List<JsonObject> _jobs = [];

        public int Count => _jobs.Count;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "storage.googleapis.com")
                return Upload(request.Method);
            Assert.Equal($"/v1/{VertexScript.Parent}/{collection}", request.RequestUri.AbsolutePath);
            var fault = _faults.TryDequeue(out var next) ? next : Fault.None;
            if (fault == Fault.NotCarriedOut)
                return Answer(HttpStatusCode.ServiceUnavailable, "{}");
            if (fault == Fault.TooManyRequests)
                return Answer(HttpStatusCode.TooManyRequests, "{}");
            if (fault == Fault.NoConnection)
                throw new HttpRequestException("refused");
            var answer = request.Method == HttpMethod.Get ? new JsonObject { [collection] = new JsonArray([.. _jobs.Select(job => job.DeepClone())]) }
                : Create((JsonObject)JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
            var text = answer.ToJsonString();
            return fault switch
            {
                Fault.AnswerLost => throw new IOException("reset"),
                Fault.ResponseIncomplete => Answer(HttpStatusCode.OK, text[..(text.Length / 2)]),
                Fault.NameUnreadable when request.Method == HttpMethod.Post => Answer(HttpStatusCode.OK, """{"name": "../1"}"""),
                _ => Answer(HttpStatusCode.OK, text),
            };
        }

        JsonObject Create(JsonObject job)
        {
            job["name"] = $"{VertexScript.Parent}/{collection}/{_jobs.Count + 1}";
            _jobs.Add(job);
            return job;
        }

        static HttpResponseMessage Upload(HttpMethod method)
        {
            var answer = Answer(method == HttpMethod.Get ? HttpStatusCode.NotFound : HttpStatusCode.OK, "{}");
            if (method == HttpMethod.Post)
                answer.Headers.Location = new Uri(VertexScript.Session);
            return answer;
        }

        static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}

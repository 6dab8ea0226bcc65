using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GeminiTuning.Tests.Vertex;

/// <summary>A delete that is broken off at any of its steps ends well when it is repeated, and takes nothing else away.</summary>
public sealed partial class DeletingFaultTests
{
    const string Own = VertexScript.Endpoint;
    const string OfCheckpoint = VertexScript.Parent + "/endpoints/8";
    const string Family = VertexScript.Parent + "/models/7";
    const string Other = VertexScript.Parent + "/models/6";
    const int Steps = 9;

    public enum Fault
    {
        Refused,
        NotCarriedOut,
        AnswerLost,
        ResponseIncomplete,
    }

    public static TheoryData<Fault, bool> Faults
    {
        get
        {
            var data = new TheoryData<Fault, bool>();
            foreach (var fault in Enum.GetValues<Fault>())
                foreach (var hasVersions in new[] { false, true })
                    data.Add(fault, hasVersions);
            return data;
        }
    }

    [Fact]
    public async Task Without_a_fault_it_takes_nine_steps()
    {
        using var service = new Deployed(hasOtherVersion: false);
        await service.DeleteAsync(0);
        service.IsGone();
        Assert.Equal(Steps, service.Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_is_repeated_by_hand_after_a_fault_at_any_step(Fault fault, bool hasOtherVersion)
    {
        for (var step = 1; step <= Steps; step++)
        {
            using var service = new Deployed(hasOtherVersion) { Faulty = (step, fault) };
            await Assert.ThrowsAsync<TuningServiceException>(() => service.DeleteAsync(0));
            await service.DeleteAsync(0);
            service.IsGone();
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_is_repeated_by_itself_after_a_fault_that_may_pass(Fault fault, bool hasOtherVersion)
    {
        if (fault == Fault.Refused)
            return;
        for (var step = 1; step <= Steps; step++)
        {
            using var service = new Deployed(hasOtherVersion) { Faulty = (step, fault) };
            await service.DeleteAsync(1);
            service.IsGone();
        }
    }

    [Fact]
    public async Task It_can_be_repeated_when_all_is_gone()
    {
        using var service = new Deployed(hasOtherVersion: false);
        await service.DeleteAsync(0);
        await service.DeleteAsync(0);
        service.IsGone();
    }

    // A model that two endpoints serve, the second together with another model's endpoint beside it. It knows no more of the
    // service than endpoint_service.proto and model_service.proto say.
    sealed partial class Deployed : HttpMessageHandler
    {
        readonly Dictionary<string, List<(string Id, string Model, string Version)>> _endpoints = new()
        {
            [Own] = [("1", Family, "1")],
            [OfCheckpoint] = [("2", Family, "1")],
            [VertexScript.Parent + "/endpoints/5"] = [("3", Other, "1")],
        };

        readonly Dictionary<string, List<string>> _models = new() { [Other] = ["1"] };
        readonly bool _hasOtherVersion;

        public Deployed(bool hasOtherVersion)
        {
            _hasOtherVersion = hasOtherVersion;
            _models[Family] = hasOtherVersion ? ["2", "1"] : ["1"];
        }

        public int Count { get; private set; }

        public (int Step, Fault Fault)? Faulty { get; init; }

        public Task DeleteAsync(int retries) => new TuningConnection(VertexScript.Options(retries: new ImmediateRetries(retries)), null, this).Open().DeleteTunedModelAsync(VertexScript.Job);

        public void IsGone()
        {
            Assert.Equal([VertexScript.Parent + "/endpoints/5"], _endpoints.Keys);
            Assert.Equal(_hasOtherVersion ? ["2"] : null, _models.GetValueOrDefault(Family));
            Assert.Equal(["1"], _models[Other]);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var fault = ++Count == Faulty?.Step ? Faulty.Value.Fault : (Fault?)null;
            if (fault is Fault.Refused or Fault.NotCarriedOut)
                return Answer(fault == Fault.Refused ? HttpStatusCode.Forbidden : HttpStatusCode.ServiceUnavailable, "{}");
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = CarryOut(request.Method.Method, request.RequestUri!.AbsolutePath["/v1/".Length..], body);
            return fault switch
            {
                Fault.AnswerLost => throw new HttpRequestException("lost"),
                Fault.ResponseIncomplete => Answer(HttpStatusCode.OK, "{\"na"),
                _ => answer is null ? Answer(HttpStatusCode.NotFound, """{"error": {"code": 404, "status": "NOT_FOUND", "message": "not there"}}""") : Answer(HttpStatusCode.OK, answer),
            };
        }

        static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        // Null for what is not there.
        string? CarryOut(string verb, string path, string? body)
        {
            var (name, action) = Action().Match(path) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : (path, "");
            return (verb, action) switch
            {
                ("GET", "") when name == VertexScript.Job => VertexScript.Done,
                ("GET", "") => _endpoints.TryGetValue(name, out var served)
                    ? $$"""{"deployedModels": [{{string.Join(", ", served.Select(one => $$"""{"id": "{{one.Id}}", "model": "{{one.Model}}", "modelVersionId": "{{one.Version}}"}"""))}}]}""" : null,
                ("GET", "listVersions") => _models.TryGetValue(name, out var versions)
                    ? $$"""{"models": [{{string.Join(", ", versions.Select(version => $$"""{"versionId": "{{version}}"}"""))}}]}""" : null,
                ("POST", "undeployModel") => Ended(_endpoints.TryGetValue(name, out var served) && served.RemoveAll(one => one.Id == (string)JsonNode.Parse(body!)!["deployedModelId"]!) > 0),
                ("DELETE", "deleteVersion") => Ended(_models[name.Split('@')[0]].Remove(name.Split('@')[1])),
                ("DELETE", "") when _endpoints.TryGetValue(name, out var served) => served.Count == 0 ? Ended(_endpoints.Remove(name)) : throw new InvalidOperationException($"{name} still serves."),
                ("DELETE", "") => IsServed(name) ? throw new InvalidOperationException($"{name} is still served.") : Ended(_models.Remove(name)),
                _ => throw new InvalidOperationException($"{verb} {path}"),
            };
        }

        bool IsServed(string model) => _endpoints.Values.Any(served => served.Exists(one => one.Model == model));

        static string? Ended(bool done) => done ? $$"""{"name": "{{VertexScript.Parent}}/operations/1", "done": true}""" : null;

        [GeneratedRegex(@"\A(.*):([A-Za-z]+)\z")]
        private static partial Regex Action();
    }
}

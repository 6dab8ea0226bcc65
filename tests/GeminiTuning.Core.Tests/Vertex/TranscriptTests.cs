using System.Text.Json.Nodes;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

/// <summary>The transcripts that tests/Live writes are fixtures: each request is as Google's protos describe it, and each response is read
/// again. The rehearsal's transcript is in the repository; one of the live service is taken from the same folder.</summary>
public sealed class TranscriptTests
{
    static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Live");

    public static TheoryData<string> Transcripts => [.. Directory.EnumerateFiles(s_folder, "*.json").Select(path => Path.GetFileName(path)!)];

    static List<JsonObject> Read(string transcript) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, transcript)))!.AsArray().Select(entry => entry!.AsObject())];

    static bool IsVertex(JsonObject entry) => ((string)entry["path"]!).StartsWith("/v1", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Each_request_to_vertex_ai_is_as_the_protos_describe_it(string transcript)
    {
        using var some = new HttpRequestMessage();
        foreach (var entry in Read(transcript).Where(IsVertex))
        {
            var body = entry["request"]?.ToJsonString();
            var uri = new Uri($"https://us-central1-aiplatform.googleapis.com{entry["path"]}");
            Assert.NotEmpty(RequestTableTests.NameOf(new SentRequest(new HttpMethod((string)entry["method"]!), uri, body, body is null ? null : "application/json", null, some.Headers)));
        }
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    public async Task The_job_the_responses_and_the_batch_are_read_again(string transcript)
    {
        var entries = Read(transcript).Where(entry => IsVertex(entry) && (int)entry["status"]! == 200).ToList();
        JsonObject Last(string step, string part) => entries.Last(entry => (string)entry["step"]! == step && ((string)entry["path"]!).Contains(part, StringComparison.Ordinal));

        using var script = new ScriptedService();
        var service = script.Vertex();
        var job = Last("wait", "/tuningJobs/")["response"]!;
        script.Answers(job.ToJsonString());
        var model = await service.GetTunedModelAsync((string)job["name"]!);
        Assert.Equal(TunedModelState.Active, model.State);
        Assert.Equal(20, model.DataStatistics!.ExampleCount);
        Assert.True(model.DataStatistics.BillableTokenCount > 0);
        Assert.NotEmpty(model.Checkpoints);

        foreach (var step in (string[])["ask", "thinking off", "checkpoints"])
        {
            script.Answers(Last(step, ":generateContent")["response"]!.ToJsonString());
            Assert.NotEmpty((await service.GenerateAsync(new GenerationRequest { Model = model.Name, Prompt = "seven" })).Text);
        }

        var batch = Last("batch", "/batchPredictionJobs/")["response"]!;
        script.Answers(batch.ToJsonString());
        var ended = await service.GetBatchAsync((string)batch["name"]!);
        Assert.Equal((true, 3), (ended.Done, ended.Answered));
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Nothing_in_it_names_a_person_a_project_or_a_token(string transcript)
    {
        var text = File.ReadAllText(Path.Combine(s_folder, transcript));
        Assert.DoesNotMatch(@"ya29\.|AIza|Bearer|127\.0\.0\.1", text);
        Assert.DoesNotMatch(@"[\w.+-]+@(?!example\.com)[\w-]+\.\w", text);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(text, "projects/([^/\"%]+)"), match => Assert.Contains(match.Groups[1].Value, (string[])["my-project", "123456789012"]));
    }
}

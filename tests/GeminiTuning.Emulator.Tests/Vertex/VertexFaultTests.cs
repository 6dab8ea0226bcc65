using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>Faults on request and counts, where Vertex AI and Cloud Storage are asked.</summary>
public sealed class VertexFaultTests
{
    const string Jobs = $"v1/{VertexClient.Parent}/tuningJobs";

    static Service Start(string faults) =>
        Service.Start(new TuningEmulatorOptions { TuningDuration = TimeSpan.Zero, Faults = FaultPlan.Parse(faults) });

    [Fact]
    public async Task A_create_is_refused_and_lost_and_what_was_carried_out_is_there()
    {
        await using var service = Start("429:2s, none, lost, none");
        var (status, json) = await service.PostAsync(Jobs, VertexClient.Job());
        Assert.Equal((429, "RESOURCE_EXHAUSTED"), (status, json.Status()));
        Assert.Empty((await service.GetAsync(Jobs)).Json);
        await Assert.ThrowsAsync<HttpRequestException>(() => service.PostAsync(Jobs, VertexClient.Job()));
        Assert.Single((await service.GetAsync(Jobs)).Json["tuningJobs"]!.AsArray());

        var traffic = service.Emulator.Traffic;
        Assert.Equal(new MethodTraffic(2, 0), traffic.Methods["createTuningJob"]);
        Assert.Equal(new MethodTraffic(2, 2), traffic.Methods["listTuningJobs"]);
        Assert.Equal((1, 1), (traffic.Faults["429:2s"], traffic.Faults["lost"]));
    }

    [Theory]
    [InlineData("v1/projects/p/locations/l/tuningJobs", "aiplatform.googleapis.com")]
    [InlineData("v1beta/models", "generativelanguage.googleapis.com")]
    [InlineData("storage/v1/b/my-bucket/o", null)]
    public async Task A_token_that_has_expired_is_refused_by_every_service(string path, string? host)
    {
        await using var service = Start("expired");
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-token");
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync(path);
            var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
            Assert.Equal((401, 401), ((int)response.StatusCode, (int)error["code"]!));
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            Assert.Equal(host, (string?)error["details"]?[0]!["metadata"]!["service"]);
            Assert.Equal(host is null ? "authError" : null, (string?)error["errors"]?[0]!["reason"]);
        }
    }

    [Fact]
    public async Task Every_method_of_every_service_is_counted()
    {
        await using var service = Start("none");
        Assert.All(
            ["createTuningJob", "cancelTuningJob", "createBatchPredictionJob", "undeployModel", "deleteModel", "deleteModelVersion", "getOperation", "generateContent",
             "startUpload", "uploadChunk", "cancelUpload", "uploadObject", "getObject", "listObjects", "deleteObject", "createTunedModel"],
            method => Assert.Equal(new MethodTraffic(0, 0), service.Emulator.Traffic.Methods[method]));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Faults;

public sealed class TrafficTests
{
    const string Ask = "v1beta/models/gemini-2.5-flash:generateContent";

    [Fact]
    public async Task All_that_fifty_clients_see_is_counted_exactly()
    {
        var plan = FaultPlan.Parse("503, 429:1s, reset, lost, truncated, malformed, slow:0.01s", 0.4, 7);
        await using var service = Service.Start(new TuningEmulatorOptions { Faults = plan });

        var seen = (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(service.Emulator, 40)))).SelectMany(s => s).ToList();

        var traffic = service.Emulator.Traffic;
        Assert.Equal((2000, 2000), (traffic.Requests, traffic.Methods["generateContent"].Requests));
        Assert.Equal(seen.Count(s => s == "answer"), traffic.Answered);
        Assert.Equal(traffic.Answered, traffic.Methods["generateContent"].Answered);
        Assert.Equal(seen.Count(s => s == "503"), traffic.Faults["503"]);
        Assert.Equal(seen.Count(s => s == "429"), traffic.Faults["429:1s"]);
        Assert.Equal(seen.Count(s => s == "no JSON"), traffic.Faults["malformed"]);
        Assert.Equal(seen.Count(s => s == "no answer"), traffic.Faults["reset"] + traffic.Faults["lost"] + traffic.Faults["truncated"]);
        Assert.Equal(2000 - traffic.Answered, traffic.Faults.Values.Sum() - traffic.Faults["slow:0.01s"]);
        Assert.All(traffic.Methods.Where(m => m.Key != "generateContent"), m => Assert.Equal(new MethodTraffic(0, 0), m.Value));
        await Raw.ConnectionsAsync(service.Emulator, 0);
    }

    [Fact]
    public async Task Methods_are_counted_by_their_names()
    {
        await using var service = Service.Start();
        var model = await service.TuneAsync();
        await service.AskAsync(model, "1");
        await service.GetAsync("v1beta/tunedModels/unknown");
        await service.GetAsync("v1beta/unknown");

        var traffic = service.Emulator.Traffic;
        Assert.Equal(new MethodTraffic(1, 1), traffic.Methods["createTunedModel"]);
        Assert.Equal(new MethodTraffic(1, 1), traffic.Methods["generateContent"]);
        Assert.Equal(new MethodTraffic(1, 0), traffic.Methods["getTunedModel"]);
        Assert.Equal(traffic.Requests - 1, traffic.Methods.Values.Sum(m => m.Requests));
        Assert.Equal(traffic.Answered, traffic.Methods.Values.Sum(m => m.Answered));
        Assert.Empty(traffic.Faults);
        Assert.Equal($"{traffic.Requests} requests, {traffic.Answered} answered, 0 faults", $"{traffic}");
    }

    [Fact]
    public async Task Open_connections_are_those_that_are_open()
    {
        await using var service = Service.Start();
        using (var one = await Raw.ConnectAsync(service.Emulator))
        using (var two = await Raw.ConnectAsync(service.Emulator))
            await Raw.ConnectionsAsync(service.Emulator, 2);
        await Raw.ConnectionsAsync(service.Emulator, 0);
    }

    // What a client sees of each of its requests.
    static async Task<List<string>> AskAsync(TuningEmulator emulator, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.Endpoint, Timeout = Raw.Patience };
        var prompt = Service.Prompt("1").ToJsonString();
        List<string> seen = [];
        for (var i = 0; i < count; i++)
        {
            try
            {
                using var response = await client.PostAsync(new Uri(Ask, UriKind.Relative), new StringContent(prompt));
                var body = await response.Content.ReadAsStringAsync();
                seen.Add(response.IsSuccessStatusCode ? IsWhole(body) ? "answer" : "no JSON" : $"{(int)response.StatusCode}");
            }
            catch (HttpRequestException)
            {
                seen.Add("no answer");
            }
        }

        return seen;
    }

    static bool IsWhole(string body)
    {
        try
        {
            return JsonNode.Parse(body)!["candidates"] is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

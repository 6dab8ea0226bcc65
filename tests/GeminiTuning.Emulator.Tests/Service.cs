using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

/// <summary>An emulator and a client for it.</summary>
sealed class Service : IAsyncDisposable
{
    public const string Base = "models/gemini-1.5-flash-001-tuning";

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    readonly HttpClient _client;

    Service(TuningEmulator emulator)
    {
        Emulator = emulator;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.Endpoint, Timeout = s_patience };
    }

    public TuningEmulator Emulator { get; }

    /// <summary>Starts one whose tunings take no longer than they must.</summary>
    public static Service Start(string? dataPath = null) =>
        Start(new TuningEmulatorOptions { DataPath = dataPath, TuningDuration = TimeSpan.Zero });

    public static Service Start(TuningEmulatorOptions options) => new(TuningEmulator.Start(options));

    public static JsonArray Numbers() => Examples(
        ("1", "2"), ("3", "4"), ("-3", "-2"), ("twenty two", "twenty three"), ("two hundred", "two hundred one"),
        ("ninety nine", "one hundred"), ("8", "9"), ("-98", "-97"), ("1,000", "1,001"), ("10,100,000", "10,100,001"),
        ("thirteen", "fourteen"), ("eighty", "eighty one"), ("one", "two"), ("three", "four"), ("seven", "eight"));

    public static JsonArray Examples(params (string Input, string Output)[] examples) =>
        new([.. examples.Select(e => new JsonObject { ["textInput"] = e.Input, ["output"] = e.Output })]);

    /// <summary>The body of a create that is right.</summary>
    public static JsonObject Tuning(JsonArray? examples = null, int epochs = 5, int batch = 4, double rate = 0.001) => new()
    {
        ["displayName"] = "number generator",
        ["baseModel"] = Base,
        ["tuningTask"] = new JsonObject
        {
            ["hyperparameters"] = new JsonObject { ["epochCount"] = epochs, ["batchSize"] = batch, ["learningRate"] = rate },
            ["trainingData"] = new JsonObject { ["examples"] = new JsonObject { ["examples"] = examples ?? Numbers() } },
        },
    };

    public static JsonObject Prompt(string text, JsonObject? config = null)
    {
        var body = (JsonObject)JsonNode.Parse("""{ "contents": [{ "role": "user", "parts": [{ }] }] }""")!;
        body["contents"]![0]!["parts"]![0]!["text"] = text;
        if (config is not null)
            body["generationConfig"] = config;
        return body;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _client.SendAsync(request);
    }

    public async Task<(int Status, JsonObject Json)> CallAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, (JsonObject)JsonNode.Parse(text)!);
    }

    public Task<(int Status, JsonObject Json)> GetAsync(string path) => CallAsync(HttpMethod.Get, path);

    public Task<(int Status, JsonObject Json)> PostAsync(string path, JsonNode? body = null) =>
        CallAsync(HttpMethod.Post, path, body?.ToJsonString() ?? "{}");

    public Task<(int Status, JsonObject Json)> PatchAsync(string path, JsonNode body) =>
        CallAsync(HttpMethod.Patch, path, body.ToJsonString());

    public Task<(int Status, JsonObject Json)> DeleteAsync(string path) => CallAsync(HttpMethod.Delete, path);

    /// <summary>Starts a tuning that must be accepted.</summary>
    public async Task<JsonObject> CreateAsync(JsonObject? tuning = null, string? id = null)
    {
        var (status, operation) = await PostAsync($"v1beta/tunedModels{(id is null ? "" : $"?tunedModelId={id}")}", tuning ?? Tuning());
        Assert.True(status == 200, operation.ToJsonString());
        return operation;
    }

    /// <summary>Asks for an operation until it is done.</summary>
    public async Task<JsonObject> DoneAsync(JsonObject operation)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_patience)
        {
            var (_, polled) = await GetAsync($"v1/{operation["name"]}");
            if (polled["done"] is not null)
                return polled;
        }

        throw new TimeoutException($"{operation["name"]} is not done.");
    }

    /// <summary>Tunes to the end.</summary>
    /// <returns>The model's name.</returns>
    public async Task<string> TuneAsync(JsonObject? tuning = null, string? id = null)
    {
        var done = await DoneAsync(await CreateAsync(tuning, id));
        Assert.True(done["response"] is not null, done.ToJsonString());
        return (string)done["response"]!["name"]!;
    }

    /// <summary>What a model answers.</summary>
    public async Task<string> AskAsync(string model, string prompt, JsonObject? config = null)
    {
        var (status, json) = await PostAsync($"v1beta/{model}:generateContent", Prompt(prompt, config));
        Assert.True(status == 200, json.ToJsonString());
        return (string)json["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
    }

    /// <summary>Closes the client's connections; it is not used again.</summary>
    public void Disconnect() => _client.Dispose();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}

using System.Net;

namespace GeminiTuning.Tests.Vertex;

/// <summary>The tokens of examples, counted by the services.</summary>
public sealed class CountingTests : IDisposable
{
    const string Base = "gemini-3.5-flash";
    const string Path = $"POST /v1/{VertexScript.Parent}/publishers/google/models/{Base}:countTokens";

    static readonly TuningExample[] s_pair = [new() { TextInput = "1", Output = "2" }];

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Each_text_of_an_example_is_a_turn()
    {
        _script.Answers("""{"totalTokens": 31, "totalBillableCharacters": 12, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 31}]}""");
        TuningExample[] examples =
        [
            new() { TextInput = "1", Output = "2", SystemInstruction = "Count." },
            new() { TextInput = "a", Output = "good", RejectedOutput = "bad" },
        ];
        Assert.Equal(31, await _script.Vertex().CountTokensAsync(Base, true, examples));
        Assert.Equal([Path], _script.Paths());
        _script.Request.BodyIs("""
            {"contents": [
              {"role": "user", "parts": [{"text": "Count."}]}, {"role": "user", "parts": [{"text": "1"}]}, {"role": "model", "parts": [{"text": "2"}]},
              {"role": "user", "parts": [{"text": "a"}]}, {"role": "model", "parts": [{"text": "good"}]}, {"role": "model", "parts": [{"text": "bad"}]}
            ]}
            """);
    }

    [Fact]
    public async Task A_chat_is_sent_turn_by_turn_without_what_a_request_does_not_have()
    {
        _script.Answers("""{"totalTokens": "7"}""");
        const string Chat = """
            {"system_instruction": {"parts": [{"text": "Count."}]}, "tools": [{"functionDeclarations": []}], "references": {},
             "contents": [{"role": "user", "parts": [{"fileData": {"fileUri": "gs://b/o.png", "mimeType": "image/png"}}]}, {"role": "model", "weight": 0, "parts": [{"text": "2"}]}, {"parts": 7}],
             "completions": [{"score": 1, "completion": {"role": "model", "parts": [{"text": "good"}]}}, {"score": 0, "completion": null}]}
            """;
        Assert.Equal(7, await _script.Vertex().CountTokensAsync(Base, true, [new TuningExample { Json = Chat }]));
        _script.Request.BodyIs("""
            {"contents": [
              {"role": "user", "parts": [{"text": "Count."}]}, {"role": "user", "parts": [{"text": "[{\"functionDeclarations\": []}]"}]},
              {"role": "user", "parts": [{"fileData": {"fileUri": "gs://b/o.png", "mimeType": "image/png"}}]}, {"role": "model", "parts": [{"text": "2"}]},
              {"role": "model", "parts": [{"text": "good"}]}
            ]}
            """);
    }

    [Fact]
    public async Task A_tuned_model_counts_at_its_endpoint()
    {
        _script.Answers(VertexScript.Done).Answers("""{"totalTokens": 3}""");
        Assert.Equal(3, await _script.Vertex().CountTokensAsync(VertexScript.Job, false, s_pair));
        Assert.Equal([$"GET /v1/{VertexScript.Job}", $"POST /v1/{VertexScript.Endpoint}:countTokens"], _script.Paths());
    }

    [Fact]
    public async Task A_model_that_the_region_does_not_serve_counts_in_the_multi_region()
    {
        _script.Answers("{}", HttpStatusCode.NotFound).Answers("""{"totalTokens": 3}""");
        Assert.Equal(3, await _script.Vertex().CountTokensAsync(Base, true, s_pair));
        Assert.Equal(["us-central1-aiplatform.googleapis.com", "aiplatform.us.rep.googleapis.com"], _script.Requests.Select(request => request.Uri.Host));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"totalTokens": "many"}""")]
    public async Task An_answer_without_a_number_is_a_fault_and_not_zero(string answer)
    {
        _script.Answers(answer);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().CountTokensAsync(Base, true, s_pair));
        Assert.Equal(TuningServiceErrorKind.AnswerNotUnderstood, fault.Kind);
    }

    [Fact]
    public async Task The_examples_of_a_file_in_cloud_storage_are_read_line_by_line_past_what_is_none()
    {
        const string Lines = """
            {"contents": [{"role": "user", "parts": [{"text": "1"}]}, {"role": "model", "parts": [{"text": "2"}]}]}
            no JSON
            [1]
            {"contents": 7}
            {"contents": [{"role": "user", "parts": [{"text": "3"}]}, {"role": "model", "parts": [{"text": "4"}]}]}

            """;
        _script.Answers($$"""{"size": "{{Lines.Length}}", "generation": "17"}""").Answers(Lines);
        var examples = await _script.Vertex().ReadExamplesAsync("gs://my-bucket/t.jsonl").ToListAsync();
        Assert.Equal([("1", "2"), ("3", "4")], examples.Select(example => (example.TextInput, example.Output)));
    }

    [Fact]
    public async Task The_gemini_developer_api_counts_with_base_models_alone()
    {
        _script.Answers("""{"totalTokens": 3}""").Answers("""{"name": "tunedModels/a", "baseModel": "models/b"}""").Answers("""{"totalTokens": 4}""")
            .Answers("""{"name": "tunedModels/a"}""");
        var service = _script.Open();
        Assert.Equal(3, await service.CountTokensAsync("models/b", true, s_pair));
        Assert.Equal(4, await service.CountTokensAsync("tunedModels/a", false, s_pair));
        Assert.Null(await service.CountTokensAsync("tunedModels/a", false, s_pair));
        Assert.Equal(["POST /v1beta/models/b:countTokens", "GET /v1beta/tunedModels/a", "POST /v1beta/models/b:countTokens", "GET /v1beta/tunedModels/a"], _script.Paths());
        var sent = Assert.IsType<System.Text.Json.Nodes.JsonObject>(_script.Requests[0].Json);
        Assert.Empty(GeminiTuning.Testing.Protos.GeminiBeta.Wrongs(sent, "CountTokensRequest"));
    }
}

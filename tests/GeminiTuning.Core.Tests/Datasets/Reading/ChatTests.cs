using System.Text.Json;
using System.Text.Json.Nodes;
using static GeminiTuning.Tests.Datasets.DataFolder;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Chats, function calls, media and preference pairs, in the forms of Vertex AI and OpenAI.</summary>
public sealed class ChatTests : IDisposable
{
    const string Chat = """{"systemInstruction": {"role": "system", "parts": [{"text": "Be brief."}]}, "contents": [{"role": "user", "parts": [{"text": "Hi"}]}, {"role": "model", "parts": [{"text": "Hello"}], "weight": 0}, {"role": "user", "parts": [{"text": "1 + 1.0?"}]}, {"role": "model", "parts": [{"text": "2"}]}]}""";
    const string Calls = """{"contents":[{"role":"user","parts":[{"text":"Weather?"}]},{"role":"model","parts":[{"functionCall":{"name":"weather","args":{"city":"Oslo","days":1.50}}}]},{"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"sky":"grey"}}}]},{"role":"model","parts":[{"text":"Grey."}]}],"tools":[{"functionDeclarations":[{"name":"weather","description":"The weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING","enum":["Oslo","type"]},"type":{"type":"INTEGER"}},"required":["city"]}}]}]}""";
    const string Media = """{"contents":[{"role":"user","parts":[{"fileData":{"mimeType":"image/jpeg","fileUri":"gs://b/cat.jpg"}},{"text":"What is it?"}]},{"role":"model","parts":[{"text":"A cat"}]}]}""";
    const string Preference = """{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]},{"role":"user","parts":[{"text":"Bye"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"Goodbye"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"Go"}]}}]}""";

    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Chat, "user: Hi\nmodel: Hello\nuser: 1 + 1.0?", "2")]
    [InlineData(Calls, "user: Weather?\nmodel: {\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Oslo\",\"days\":1.50}}}\nuser: {\"functionResponse\":{\"name\":\"weather\",\"response\":{\"sky\":\"grey\"}}}", "Grey.")]
    [InlineData(Media, "[gs://b/cat.jpg]\nWhat is it?", "A cat")]
    public void What_is_more_than_texts_is_kept_to_the_letter_and_shown_as_texts(string line, string input, string output)
    {
        var example = Assert.Single(_folder.Examples("x.jsonl", line));
        Assert.Equal((line, input, output), (example.Json, example.TextInput, example.Output));
        Assert.Equal(line + "\n", File.ReadAllText(_folder.Export("y.jsonl", ExampleFormat.Vertex, [example])));
    }

    [Fact]
    public void A_chat_over_several_lines_becomes_one_line_with_the_same_values()
    {
        var pretty = JsonNode.Parse(Calls)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        Assert.Equal(Calls, Assert.Single(_folder.Examples("x.json", pretty)).Json);
    }

    [Fact]
    public void A_pair_of_Vertex_AI_is_a_pair() =>
        Assert.Equal(
            [Pair("a", "b", "s")],
            _folder.Examples("x.jsonl", """{"system_instruction": {"parts": [{"text": "s"}]}, "contents": [{"role": "user", "parts": [{"text": "a"}]}, {"role": "model", "parts": [{"text": "b"}]}]}"""));

    [Theory]
    [InlineData(Chat)]
    [InlineData(Calls)]
    [InlineData(Media)]
    [InlineData(Preference)]
    public void The_way_to_OpenAI_and_back_loses_nothing(string line)
    {
        var example = Assert.Single(_folder.Examples("x.jsonl", line));
        var back = Assert.Single(Good(Read(_folder.Export("y.jsonl", ExampleFormat.OpenAI, [example]))));
        Assert.Equal((example.TextInput, example.Output, example.SystemInstruction, example.RejectedOutput), (back.TextInput, back.Output, back.SystemInstruction, back.RejectedOutput));
        // A system instruction's role says what its place says.
        var expected = JsonNode.Parse(line)!;
        (expected["systemInstruction"] as JsonObject)?.Remove("role");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(back.Json!)), back.Json);
    }

    [Fact]
    public void Messages_become_contents_and_tools()
    {
        var example = Assert.Single(_folder.Examples("x.jsonl", """
            {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": [{"type": "text", "text": "Look"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}, {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"x\": 1}"}}, {"id": "c2", "type": "function", "function": {"name": "g", "arguments": ""}}]}, {"role": "tool", "tool_call_id": "c1", "content": "{\"y\": 2}"}, {"role": "tool", "tool_call_id": "c2", "content": "done"}, {"role": "assistant", "content": "OK", "weight": 1}], "tools": [{"type": "function", "function": {"name": "f", "strict": true, "parameters": {"type": "object", "properties": {"x": {"type": "integer"}}}}}], "parallel_tool_calls": true}
            """));
        Assert.Equal(
            """{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"Look"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{"x": 1}}},{"functionCall":{"name":"g","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"y": 2}}},{"functionResponse":{"name":"g","response":{"output":"done"}}}]},{"role":"model","parts":[{"text":"OK"}],"weight":1}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"x":{"type":"INTEGER"}}}}]}]}""",
            example.Json);
        Assert.Equal(("s", "OK"), (example.SystemInstruction, example.Output));
    }

    [Theory]
    [InlineData("""{"messages": [{"role": "user", "content": "a"}, {"role": "system", "content": "s"}, {"role": "assistant", "content": "b"}]}""", "A system message must be before all other messages.")]
    [InlineData("""{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "refusal": "no"}]}""", "'refusal' can't be converted to the Vertex AI format.")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "input_audio", "input_audio": {}}]}, {"role": "assistant", "content": "b"}]}""", "'input_audio' can't be converted to the Vertex AI format.")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://example.com/x"}}]}, {"role": "assistant", "content": "b"}]}""", "The type of the image 'https://example.com/x' is unknown.")]
    [InlineData("""{"messages": [{"role": "tool", "tool_call_id": "c", "content": "x"}, {"role": "assistant", "content": "b"}]}""", "A function response doesn't follow a call of that function.")]
    [InlineData("""{"messages": [{"role": "critic", "content": "x"}, {"role": "assistant", "content": "b"}]}""", "The role 'critic' of a message isn't supported.")]
    [InlineData("""{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "x = 1"}}]}]}""", "The arguments of a function call must be a JSON object, but they are: x = 1.")]
    [InlineData("""{"messages": "none"}""", "'messages' must be an array, but it is a string.")]
    [InlineData("""{"messages": [1, 2]}""", "'messages' must be an object, but it is a number.")]
    [InlineData("""{"contents": [{"role": "user", "parts": "a"}]}""", "'parts' must be an array, but it is a string.")]
    [InlineData("""{"contents": [{"role": "user", "parts": [{"text": "a"}]}], "completions": [{"score": 1, "completion": {"role": "model", "parts": [{"text": "a"}]}}]}""", "'completions' must contain one completion with score 1 and one with score 0.")]
    public void What_has_no_counterpart_or_is_of_no_form_is_an_error_of_its_line(string line, string problem) =>
        Assert.StartsWith($"x.jsonl:1: {problem}", Assert.Single(_folder.Problems("x.jsonl", line)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"contents": [{"role": "user", "parts": [{"text": "q"}]}], "completions": [{"score": 0, "completion": {"role": "model", "parts": [{"text": "bad"}]}}, {"score": 1, "completion": {"role": "model", "parts": [{"text": "good"}]}}]}""")]
    [InlineData("""{"input": {"messages": [{"role": "user", "content": "q"}]}, "preferred_output": [{"role": "assistant", "content": "good"}], "non_preferred_output": [{"role": "assistant", "content": "bad"}]}""")]
    [InlineData("""{"prompt": "q", "chosen": "good", "rejected": "bad"}""")]
    public void A_preference_pair_of_texts_is_texts_in_every_form(string line) =>
        Assert.Equal([Pair("q", "good") with { RejectedOutput = "bad" }], _folder.Examples("x.jsonl", line));

    [Fact]
    public void A_preference_pair_after_a_chat_keeps_the_chat()
    {
        var example = Assert.Single(_folder.Examples("x.jsonl", Preference));
        Assert.Equal((Preference, "user: Hi\nmodel: Hello\nuser: Bye", "Goodbye", "Go"), (example.Json, example.TextInput, example.Output, example.RejectedOutput));
    }

    [Theory]
    [InlineData(ExampleFormat.Csv)]
    [InlineData(ExampleFormat.Gemini)]
    public void A_form_of_texts_holds_no_chat(ExampleFormat format)
    {
        var chat = Assert.Single(_folder.Examples("x.jsonl", Chat));
        Assert.Equal($"'contents' can't be written in the {format} format.", Assert.Throws<TuningDataException>(() => _folder.Export("y", format, [chat])).Message);
        Assert.Equal(["x.jsonl"], Directory.GetFiles(Path.GetDirectoryName(_folder.PathOf("y"))!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"videoMetadata":{}}]},{"role":"model","parts":[{"text":"b"}]}]}""", "videoMetadata")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}],"generationConfig":{}}""", "generationConfig")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"fileData":{"mimeType":"video/mp4","fileUri":"gs://b/x.mp4"}}]},{"role":"model","parts":[{"text":"b"}]}]}""", "fileData")]
    public void What_OpenAI_cannot_hold_is_an_error(string line, string what)
    {
        var example = Assert.Single(_folder.Examples("x.jsonl", line));
        Assert.Equal($"'{what}' can't be written in the OpenAI format.", Assert.Throws<TuningDataException>(() => _folder.Export("y", ExampleFormat.OpenAI, [example])).Message);
    }
}

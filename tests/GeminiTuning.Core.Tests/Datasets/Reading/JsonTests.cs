using static GeminiTuning.Tests.Datasets.DataFolder;

namespace GeminiTuning.Tests.Datasets;

/// <summary>JSON lines and JSON lists, as people have them.</summary>
public sealed class JsonTests : IDisposable
{
    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_may_end_with_CR_LF_and_blank_lines_are_skipped()
    {
        var path = _folder.Write("x.jsonl", "{\"input\":\"a\",\"output\":\"b\"}\r\n\r\n   \n{\"input\":\"c\",\"output\":\"d\"}");
        Assert.Equal([("a", 1), ("c", 4)], Read(path).Select(result => (result.Example!.TextInput, result.Example.Line!.Value)));
    }

    [Fact]
    public void A_list_of_objects_is_read_with_the_lines_of_its_items()
    {
        var path = _folder.Write("x.json", "\n[\n  {\"input\": \"a, ]}\",\n   \"output\": \"b\\\"\"},\n  {\"input\": \"c\", \"output\": \"d\"},\n]\n");
        Assert.Equal([("a, ]}", "b\"", 3), ("c", "d", 5)], Read(path).Select(result => (result.Example!.TextInput, result.Example.Output, result.Example.Line!.Value)));
    }

    [Fact]
    public void Objects_over_several_lines_may_follow_each_other() =>
        Assert.Equal([Pair("a", "b"), Pair("c", "d")], _folder.Examples("x.json", "{\n \"input\": \"a\",\n \"output\": \"b\"\n}\n{\n \"input\": \"c\",\n \"output\": \"d\"\n}\n"));

    [Theory]
    [InlineData("""{"input": "a", "output": "b",}""")]
    [InlineData("""[{"input": "a", "output": "b",},]""")]
    public void A_comma_too_many_is_read_over(string text) => Assert.Equal([Pair("a", "b")], _folder.Examples("x.json", text));

    [Fact]
    public void Numbers_and_truths_are_the_texts_that_stand_there() =>
        Assert.Equal([Pair("1.50", "true")], _folder.Examples("x.jsonl", """{"input": 1.50, "output": true}"""));

    [Fact]
    public void A_value_that_is_null_or_not_there_is_empty() =>
        Assert.Equal([Pair("a", "b"), Pair("", "b")], _folder.Examples("x.jsonl", "{\"input\":\"a\",\"output\":\"b\"}\n{\"input\":null,\"output\":\"b\"}\n"));

    [Fact]
    public void A_system_instruction_that_only_some_have_is_not_lost() =>
        Assert.Equal(
            [Pair("a", "b"), Pair("c", "d", "s"), Pair("e", "f")],
            _folder.Examples("x.jsonl", "{\"input\":\"a\",\"output\":\"b\"}\n{\"system_instruction\":\"s\",\"input\":\"c\",\"output\":\"d\"}\n{\"input\":\"e\",\"output\":\"f\"}\n"));

    [Theory]
    [InlineData("{\"input\": NaN, \"output\": \"b\"}", "The text isn't valid JSON at byte 11 of the line. 'N' is an invalid start of a value.")]
    [InlineData("{\"input\": \"a\", \"output\": \"b\"", "The text isn't valid JSON at byte 29 of the line. Expected depth to be zero")]
    [InlineData("{\"input\": \"a\0b\", \"output\": \"b\"}", "The text isn't valid JSON at byte 13 of the line. '0x00' is invalid within a JSON string.")]
    [InlineData("{\"input\": {\"text\": \"a\"}, \"output\": \"b\"}", "The column 'input' contains an object, not a string or a number.")]
    [InlineData("{\"input\": \"a\", \"output\": [\"b\"]}", "The column 'output' contains an array, not a string or a number.")]
    [InlineData("{\"input\": \"\\ud83d\", \"output\": \"b\"}", "The string \"\\ud83d\" isn't valid Unicode: it contains half of a surrogate pair.")]
    [InlineData("{\"question\": \"a\", \"text\": \"b\"}", "No output column was found.")]
    [InlineData("[\"a\", \"b\"]", "The value is an array, not a JSON object")]
    public void What_cannot_be_read_is_an_error_of_its_line_and_the_rest_goes_on(string line, string problem)
    {
        var results = Read(_folder.Write("x.jsonl", $"{{\"input\":\"first\",\"output\":\"x\"}}\n{line}\n{{\"input\":\"last\",\"output\":\"x\"}}\n"));
        Assert.Equal(3, results.Count);
        Assert.StartsWith($"x.jsonl:2: {problem}", results[1].Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("last", results[2].Example!.TextInput);
    }

    [Fact]
    public void In_a_list_an_item_that_is_broken_leaves_the_others()
    {
        var results = Read(_folder.Write("x.json", "[\n{\"input\":\"a\",\"output\":\"b\"},\n{\"input\":\n NaN},\n{\"input\":\"c\",\"output\":\"d\"}\n]"));
        Assert.StartsWith("x.json:4: The text isn't valid JSON at byte 2 of the line.", results[1].Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("c", results[2].Example!.TextInput);
    }

    [Fact]
    public void A_list_that_is_cut_off_is_an_error_after_what_was_there()
    {
        var results = Read(_folder.Write("x.json", "[\n{\"input\":\"a\",\"output\":\"b\"},\n"));
        Assert.Equal("x.json:2: The file ends before its JSON array is closed. The file might be truncated.", results[1].Problem!.Message);
    }

    [Fact]
    public void Text_after_a_list_is_an_error()
    {
        var results = Read(_folder.Write("x.json", "[\n{\"input\":\"a\",\"output\":\"b\"}]\n{}\n"));
        Assert.Equal("x.json:3: There is text after the end of the JSON array.", results[1].Problem!.Message);
    }

    [Theory]
    [InlineData("{\"train\": [[\"a\", \"b\"]], \"val\": []}", "x.json:1: No input column was found. Available columns: train, val.")]
    [InlineData("{\n\"train\": [[\"a\",\n \"b\"]], \"val\": []}", "x.json:1: No input column was found. Available columns: train, val.")]
    [InlineData("[[\"a\", \"b\"], [\"c\", \"d\"]]", "x.json:1: The value is an array, not a JSON object with an input and an output. For JSON of a different structure, see about_GeminiTuning_Datasets.")]
    public void JSON_of_another_shape_is_one_error(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(_folder.Problems("x.json", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("]")]
    [InlineData("[]]")]
    [InlineData("{}}")]
    [InlineData("[,,")]
    [InlineData("\"")]
    [InlineData("{\"a\\")]
    [InlineData("[")]
    [InlineData("[[[[")]
    public void Broken_JSON_ends_with_errors(string text) => Assert.NotEmpty(_folder.Problems("x.json", text, new ExampleFileOptions { Format = ExampleFormat.Gemini }));

    [Fact]
    public void An_empty_list_has_no_examples() => Assert.Equal(["x.json: The file contains no examples."], _folder.Problems("x.json", "[]"));

    [Fact]
    public void A_line_of_ten_megabytes_is_read()
    {
        var text = new string('x', 10 * 1024 * 1024);
        Assert.Equal([Pair(text, "b"), Pair("c", "d")], _folder.Examples("x.jsonl", $"{{\"input\":\"{text}\",\"output\":\"b\"}}\n{{\"input\":\"c\",\"output\":\"d\"}}\n"));
        Assert.Equal([Pair(text, "b"), Pair("c", "d")], _folder.Examples("x.json", $"[{{\"input\":\"{text}\",\"output\":\"b\"}},\n{{\"input\":\"c\",\"output\":\"d\"}}]\n"));
    }

    [Fact]
    public void Each_line_may_have_a_form_of_its_own() =>
        Assert.Equal(
            [Pair("a", "b"), Pair("c", "d"), Pair("e", "f")],
            _folder.Examples("x.jsonl", """
                {"text_input": "a", "output": "b"}
                {"contents": [{"role": "user", "parts": [{"text": "c"}]}, {"role": "model", "parts": [{"text": "d"}]}]}
                {"messages": [{"role": "user", "content": "e"}, {"role": "assistant", "content": "f"}]}
                """));

    [Fact]
    public void With_a_form_that_is_named_another_is_an_error() =>
        Assert.Equal(
            ["x.jsonl:2: 'contents' must be an array, but it is missing."],
            _folder.Problems("x.jsonl", """
                {"contents": [{"role": "user", "parts": [{"text": "c"}]}, {"role": "model", "parts": [{"text": "d"}]}]}
                {"text_input": "a", "output": "b"}
                """, new ExampleFileOptions { Format = ExampleFormat.Vertex }));
}

using System.Text;

namespace GeminiTuning.Tests.Vertex;

public sealed class BatchAnswersTests : IDisposable
{
    static readonly TunedModelBatch s_batch = new() { Name = "b", Model = "m", OutputUri = "gs://my-bucket/out" };

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    static string Line(int row, string text) => $$$"""
        {"input": {"a": {{{row}}}, "b": "x", "c": true, "d": null, "e": 0.5}, "request": {"contents": [{"role": "user", "parts": [{"text": "prompt {{{row}}}"}]}], "labels": {"geminituning-row": "{{{row}}}"} }, "status": "",
         "response": {"candidates": [{"content": {"parts": [{"text": "{{{text}}}"}]}, "finishReason": "STOP"}]}}
        """.ReplaceLineEndings("");

    // One file, whose content comes in these parts; after each but the last, the connection breaks off.
    Task<List<BatchAnswer>> ReadAsync(string content, params string[] parts)
    {
        _script.Answers("""{"items": [{"name": "out/p.jsonl"}, {"name": "out/other.txt"}]}""").Answers($$"""{"size": "{{Encoding.UTF8.GetByteCount(content)}}", "generation": "17"}""");
        foreach (var (part, number) in parts.Select((part, number) => (part, number)))
            _script.AnswersContent(part, number > 0, breaksOff: number < parts.Length - 1);
        return _script.VertexWithRetries().ReadAnswersAsync(s_batch).ToListAsync();
    }

    [Fact]
    public async Task An_answer_has_its_prompt_its_row_and_what_the_prompt_was_taken_from()
    {
        var content = Line(7, "seven") + "\n";
        var answer = Assert.Single(await ReadAsync(content, content)).Response;
        Assert.Equal(("prompt 7", 7, "seven", "m"), (answer.Prompt, answer.Row, answer.Text, answer.Model));
        Assert.Equal([("a", 7L), ("b", "x"), ("c", true), ("d", null), ("e", 0.5)], Assert.IsType<Dictionary<string, object?>>(answer.InputObject).Select(column => (column.Key, column.Value)));
    }

    [Fact]
    public async Task A_prompt_without_an_answer_has_the_services_words()
    {
        var content = """{"request": {"contents": [{"parts": [{"text": "p"}]}]}, "status": "Bad Request: no", "response": {}}""";
        var answer = Assert.Single(await ReadAsync(content, content));
        Assert.Equal(("p", "Bad Request: no"), (answer.Response.Prompt, answer.Problem));
        Assert.Null(answer.Response.Row);
    }

    [Fact]
    public async Task A_line_that_is_no_answer_costs_no_other()
    {
        var content = $"nonsense\n\n{Line(1, "one")}\n[]\n{Line(2, "two")}";
        var answers = await ReadAsync(content, content);
        Assert.Equal([true, false, true, false], answers.Select(answer => answer.Problem is not null));
        Assert.Contains("nonsense", answers[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_anywhere_loses_no_line_and_doubles_none()
    {
        var content = string.Concat(Enumerable.Range(1, 5).Select(row => Line(row, new string('x', row * 10)) + "\n"));
        for (var cut = 0; cut < content.Length; cut += 37)
        {
            using var test = new BatchAnswersTests();
            var kept = content.LastIndexOf('\n', Math.Max(0, cut - 1)) + 1;
            var answers = await test.ReadAsync(content, content[..cut], content[(cut == 0 ? 0 : kept)..]);
            Assert.Equal([1, 2, 3, 4, 5], answers.Select(answer => answer.Response.Row));
            var range = test._script.Requests[^1].Headers.Range;
            Assert.Equal(cut == 0 || kept == 0 ? null : kept, (int?)range?.Ranges.Single().From);
            Assert.All(test._script.Requests.Skip(2), request => Assert.Contains("generation=17", request.Uri.Query, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_content_that_is_not_continued_where_it_broke_off_is_an_error()
    {
        var content = Line(1, "one") + "\n" + Line(2, "two") + "\n";
        _script.Answers("""{"items": [{"name": "out/p.jsonl"}]}""").Answers($$"""{"size": "{{content.Length}}"}""");
        _script.AnswersContent(content[..(content.Length - 5)], isPart: false, breaksOff: true).AnswersContent(content, isPart: false, breaksOff: false);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().ReadAnswersAsync(s_batch).ToListAsync());
    }

    [Fact]
    public async Task A_content_that_ends_too_early_is_not_asked_for_for_ever()
    {
        var content = Line(1, "one") + "\n";
        _script.Answers("""{"items": [{"name": "out/p.jsonl"}]}""").Answers("""{"size": "100000"}""");
        _script.AnswersContent(content, isPart: false, breaksOff: false).AnswersContent("", isPart: true, breaksOff: false);
        await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().ReadAnswersAsync(s_batch).ToListAsync());
        Assert.Equal(4, _script.Requests.Count);
    }

    [Fact]
    public async Task Lines_of_any_length_are_whole()
    {
        var content = Line(1, new string('x', 200_000)) + "\n" + Line(2, "") + "\n" + Line(3, new string('y', 70_000));
        Assert.Equal([200_000, 0, 70_000], (await ReadAsync(content, content)).Select(answer => answer.Response.Text.Length));
    }

    // Two files, each with its content.
    async Task<List<BatchAnswer>> ReadFilesAsync(TunedModelBatch batch, params (string Name, string Content)[] files)
    {
        _script.Answers($$"""{"items": [{{string.Join(", ", files.Select(file => $$"""{"name": "out/{{file.Name}}"}"""))}}]}""");
        foreach (var (_, content) in files.Where(file => file.Content.Length > 0))
            _script.Answers($$"""{"size": "{{Encoding.UTF8.GetByteCount(content)}}"}""").AnswersContent(content, isPart: false, breaksOff: false);
        return await _script.Vertex().ReadAnswersAsync(batch).ToListAsync();
    }

    [Theory]
    [InlineData("incremental_predictions.jsonl")]
    [InlineData("incremental_predictions/0001.jsonl")]
    [InlineData("incremental_predictions_00002.jsonl")]
    public async Task What_was_exported_meanwhile_is_not_read_beside_the_final_file(string interim) => Assert.Equal(
        [1], (await ReadFilesAsync(s_batch, ("predictions.jsonl", Line(1, "one")), (interim, ""))).Select(answer => answer.Response.Row));

    [Fact]
    public async Task What_was_exported_meanwhile_is_read_where_there_is_no_final_file() => Assert.Equal(
        [1], (await ReadFilesAsync(s_batch, ("incremental_predictions.jsonl", Line(1, "one")))).Select(answer => answer.Response.Row));

    [Theory]
    [InlineData("predictions_0001.jsonl")]
    [InlineData("prediction.results-00000-of-00001")]
    [InlineData("part/predictions.jsonl")]
    public async Task Answers_in_parts_are_read(string name) =>
        Assert.Equal([1], (await ReadFilesAsync(s_batch, (name, Line(1, "one")))).Select(answer => answer.Response.Row));

    [Fact]
    public async Task Answers_that_the_job_counts_and_no_file_has_are_reported()
    {
        var batch = s_batch with { State = JobState.Succeeded, Done = true, Answered = 3 };
        var answers = new List<BatchAnswer>();
        _script.Answers("""{"items": [{"name": "out/predictions.jsonl"}, {"name": "out/answers.parquet"}]}""")
            .Answers($$"""{"size": "{{Line(1, "one").Length}}"}""").AnswersContent(Line(1, "one"), isPart: false, breaksOff: false);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () =>
        {
            await foreach (var answer in _script.Vertex().ReadAnswersAsync(batch))
                answers.Add(answer);
        });
        Assert.Single(answers);
        Assert.Contains("3 responses, but only 1 were found in gs://my-bucket/out", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_in_a_table_are_told_as_what_they_are()
    {
        var fault = await Assert.ThrowsAnyAsync<ArgumentException>(() => _script.Vertex().ReadAnswersAsync(s_batch with { OutputUri = "bq://p.d.t" }).ToListAsync());
        Assert.Contains("BigQuery (bq://p.d.t)", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_script.Requests);
    }

    [Theory]
    [InlineData("{\"contents\": [{\"parts\": {\"text\": \"p\"}}]}", "p")]
    [InlineData("{\"contents\": {\"role\": \"user\", \"parts\": [{\"text\": \"p\"}]}}", "p")]
    [InlineData("\"p\"", "p")]
    [InlineData("7", "")]
    [InlineData("{\"contents\": \"p\", \"labels\": []}", "")]
    [InlineData("{\"contents\": [{\"parts\": [{\"text\": {}}]}], \"labels\": {\"geminituning-row\": 7}}", "")]
    public async Task An_odd_echo_of_the_request_costs_no_answer(string request, string prompt)
    {
        var content = $$"""{"request": {{request}}, "status": {"odd": []}, "response": {"candidates": [{"content": {"parts": [{"text": "one"}]}, "finishReason": "STOP"}]} }""";
        var answer = Assert.Single(await ReadAsync(content, content));
        Assert.Equal((null, "one", prompt), (answer.Problem, answer.Response.Text, answer.Response.Prompt));
    }

    [Theory]
    [InlineData("\"error\": {\"code\": 8, \"message\": \"Quota.\"}", "Quota.")]
    [InlineData("\"response\": {\"error\": {\"code\": 500, \"message\": \"Internal.\"}}", "Internal.")]
    [InlineData("\"status\": {\"code\": 8, \"message\": \"Used up.\"}", "Used up.")]
    [InlineData("\"status\": {\"code\": 8}", "{\"code\": 8}")]
    [InlineData("\"error\": \"No.\", \"status\": \"\"", "No.")]
    public async Task A_row_that_failed_has_the_services_words_wherever_they_are(string fields, string problem)
    {
        var content = $$"""{"request": {"contents": [{"parts": [{"text": "p"}]}]}, {{fields}} }""";
        Assert.Equal(problem, Assert.Single(await ReadAsync(content, content)).Problem);
    }

    [Fact]
    public async Task Blank_lines_of_any_kind_are_no_answers()
    {
        var content = $"\r\n{Line(1, "one")}\r\n \t\r\n\n{Line(2, "two")}\r\n";
        Assert.Equal([1, 2], (await ReadAsync(content, content)).Select(answer => answer.Response.Row));
    }

    [Fact]
    public async Task A_batch_without_answers_says_so()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Vertex().ReadAnswersAsync(new TunedModelBatch { Name = "b" }).ToListAsync());
        Assert.Empty(_script.Requests);
    }

    [Fact]
    public void A_prompt_goes_with_its_request_and_what_it_was_taken_from()
    {
        using var prompts = new PromptFile(new GenerationRequest { Model = "", Prompt = "", Temperature = 0 });
        prompts.Add("p", new Dictionary<string, object?> { ["a"] = 1, ["b"] = "x", ["c"] = true, ["d"] = null, ["e"] = 0.5, ["f"] = double.NaN });
        prompts.Add("数");
        prompts.Complete();
        using var reader = new StreamReader(prompts.File.Read(), leaveOpen: true);
        Assert.Equal("""
            {"input":{"a":1,"b":"x","c":true,"d":null,"e":0.5,"f":"NaN"},"request":{"contents":[{"role":"user","parts":[{"text":"p"}]}],"labels":{"geminituning-row":"1"},"generationConfig":{"temperature":0}}}
            {"request":{"contents":[{"role":"user","parts":[{"text":"数"}]}],"labels":{"geminituning-row":"2"},"generationConfig":{"temperature":0}}}

            """.ReplaceLineEndings("\n"), reader.ReadToEnd());
    }

    [Fact]
    public void Bad_prompts_are_told_by_their_rows_and_none_is_kept()
    {
        using var prompts = new PromptFile(new GenerationRequest { Model = "", Prompt = "" });
        prompts.Add("a");
        prompts.Add("");
        prompts.Add("b");
        Assert.Equal(2, Assert.Throws<TuningDataException>(prompts.Complete).Problems.Single().Row);
        Assert.Equal(0, prompts.Count);
        using var empty = new PromptFile(new GenerationRequest { Model = "", Prompt = "" });
        Assert.Throws<TuningDataException>(empty.Complete);
    }
}

using System.Text;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>Whatever stands in a line of a batch's answers, it is one answer or one that is lost, and the next line is read.</summary>
public sealed class AnswerLineFuzzTests
{
    const string Line = $$"""
        {
          "input": {"a": 1, "b": "x 😀", "c": true, "d": null, "e": 0.5, "f": [1], "g": {"h": 1} },
          "request": {"contents": [{"role": "user", "parts": [{"text": "LX"}, {"text": "III"}]}], "labels": {"geminituning-row": "7"}, "generationConfig": {"temperature": 0} },
          "status": "", "processed_time": "2026-03-14T15:09:26.535+00:00",
          "response": {{FuzzedMethod.Generated}}
        }
        """;

    const string Next = """{"request": {"contents": [{"parts": [{"text": "next"}]}]}, "response": {"candidates": []}}""";

    [Fact]
    public async Task Any_field_may_be_missing_or_hold_anything() =>
        await EachIsOneAsync(JsonVariants.Of(Line.ReplaceLineEndings("")).Select(variant => (variant.Change, Encoding.UTF8.GetBytes(variant.Json))).ToList());

    [Fact]
    public async Task It_may_be_cut_off_anywhere()
    {
        var line = Encoding.UTF8.GetBytes(Line.ReplaceLineEndings(""));
        await EachIsOneAsync(Enumerable.Range(1, line.Length - 1).Select(length => ($"{length}", line[..length])).ToList());
    }

    [Fact]
    public async Task Any_byte_may_be_none_of_utf8()
    {
        var line = Encoding.UTF8.GetBytes(Line.ReplaceLineEndings(""));
        await EachIsOneAsync(Enumerable.Range(0, line.Length).Select(place => ($"{place}", (byte[])[.. line[..place], 0xFF, .. line[(place + 1)..]])).ToList());
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_does_not_cost_the_text()
    {
        var variants = JsonVariants.Of(Line.ReplaceLineEndings(""))
            .Where(variant => variant.KeepsShape && !variant.Change.StartsWith("$.response", StringComparison.Ordinal) && !variant.Change.Contains("labels has a new field", StringComparison.Ordinal)).ToList();
        var answers = await ReadAsync(variants.Select(variant => Encoding.UTF8.GetBytes(variant.Json)));
        Findings.None(await Findings.OfAsync(variants.Select((variant, number) => (variant.Change, answers[number])), item =>
        {
            Assert.Equal("LXIV 😀", item.Item2.Response.Text);
            return Task.CompletedTask;
        }));
    }

    // All in one file: as many answers come out as lines went in, and each is what its type says.
    static async Task EachIsOneAsync(List<(string Change, byte[] Line)> lines)
    {
        var answers = await ReadAsync(lines.SelectMany(line => (byte[][])[line.Line, Encoding.UTF8.GetBytes(Next)]));
        Assert.Equal(2 * lines.Count, answers.Count);
        Findings.None(await Findings.OfAsync(lines.Select((line, number) => (line.Change, Answer: answers[2 * number], After: answers[(2 * number) + 1])), item =>
        {
            Outcome.IsGood(item.Answer);
            Assert.Equal("next", item.After.Response.Prompt);
            return Task.CompletedTask;
        }));
    }

    static async Task<List<BatchAnswer>> ReadAsync(IEnumerable<byte[]> lines)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
            content.Write([.. line, (byte)'\n']);
        content.Position = 0;
        using var script = new ScriptedService().Answers("""{"items": [{"name": "out/p.jsonl"}]}""").Answers($$"""{"size": "{{content.Length}}"}""").Answers(content);
        return await script.Vertex().ReadAnswersAsync(new TunedModelBatch { Name = "b", Model = "m", OutputUri = "gs://my-bucket/out" }).ToListAsync();
    }
}

using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Preference pairs: their columns, and how they are checked and written.</summary>
public sealed class PreferencePairTests : IDisposable
{
    const string Turn = """{"role":"user","parts":[{"text":"q"}]}""";

    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pair_becomes_completions_with_the_scores_1_and_0()
    {
        using var file = new TrainingFile(VertexForm.Write);
        Assert.True(file.Add(Preferred("q", "good", "bad")));
        Assert.Equal(TuningMethod.Preference, file.Method);
        Assert.Equal(
            """{"contents":[{"role":"user","parts":[{"text":"q"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"good"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"bad"}]}}]}""" + "\n",
            Written(file));
    }

    [Theory]
    [InlineData("", "bad", "The output is empty.")]
    [InlineData("good", "", "The rejected output is empty.")]
    [InlineData("good", null, "The example has no rejected output, but the dataset is for preference tuning.")]
    [InlineData("same", "same", "The preferred and the rejected output are the same.")]
    public void Both_outputs_are_required_and_must_differ(string output, string? rejected, string problem)
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add(Preferred("q", "good", "bad"));
        Assert.False(file.Add(Preferred("r", output, rejected)));
        Assert.Equal((2, problem), Of(Assert.Throws<TuningDataException>(file.Complete)));
    }

    [Fact]
    public void A_rejected_output_must_be_valid_Unicode()
    {
        using var file = new TrainingFile(VertexForm.Write);
        Assert.False(file.Add(Preferred("q", "good", "\ud800")));
    }

    [Fact]
    public void The_first_example_decides_what_a_dataset_is_for()
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add("q", "a");
        Assert.False(file.Add(Preferred("q", "good", "bad")));
        Assert.Equal((2, "The example has a rejected output, but the dataset is for supervised tuning."), Of(Assert.Throws<TuningDataException>(file.Complete)));
    }

    [Fact]
    public void Supervised_tuning_that_was_asked_for_learns_the_preferred_outputs()
    {
        using var file = new TrainingFile(VertexForm.Write) { Method = TuningMethod.Supervised };
        Assert.True(file.Add(Preferred("q", "good", "bad")));
        Assert.True(file.Add(VertexExample($$"""{"contents": [{{Turn}}, {"role": "model", "parts": [{"text": "a"}]}, {{Turn}}], {{Completions("good", "bad")}}, "tools": [1.50]}""")));
        Assert.Equal(
            """
            {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"good"}]}]}
            {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"a"}]},{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"good"}]}],"tools":[1.50]}

            """.ReplaceLineEndings("\n"), Written(file));
    }

    [Fact]
    public void The_Gemini_Developer_API_refuses_pairs_at_the_first_one_unless_supervised_tuning_was_asked_for()
    {
        using var set = new TrainingSet();
        var refused = Assert.Throws<TuningDataException>(() => set.Add(Preferred("q", "good", "bad")));
        Assert.StartsWith("The examples are preference pairs, but the Gemini Developer API supports only supervised tuning.", refused.Message, StringComparison.Ordinal);
        using var supervised = new TrainingSet { Method = TuningMethod.Supervised };
        Assert.True(supervised.Add(Preferred("q", "good", "bad")));
        Assert.Equal([Pair("q", "good")], supervised.Examples);
    }

    [Theory]
    [InlineData("0.8", "0", "model", Turn, "'completions' must contain one completion with score 1 and one with score 0.")]
    [InlineData("1", "0", "user", Turn, "A completion of the preference pair isn't a turn of the model.")]
    [InlineData("1", "0", "model", """{"role":"user","parts":[{"fileData":{"fileUri":"gs://b/c.png","mimeType":"image/png"}}]}""", "The example is a preference pair with function calls or media. Preference tuning supports only text.")]
    [InlineData("1", "0", "model", Turn + """,{"role":"model","parts":[{"text":"a"}]}""", "The prompt of the preference pair doesn't end with a turn of the user.")]
    [InlineData("1", "0", "model", Turn + "," + Turn, null)]
    public void A_line_of_a_file_is_what_the_service_takes(string first, string second, string role, string contents, string? problem)
    {
        var completions = Completions("good", "bad").Replace("\"score\":1", $"\"score\":{first}", StringComparison.Ordinal)
            .Replace("\"score\":0", $"\"score\":{second}", StringComparison.Ordinal).Replace("\"role\":\"model\"", $"\"role\":\"{role}\"", StringComparison.Ordinal);
        using var file = new LocalExampleFile(_folder.Write("t.jsonl", $$"""{"contents":[{{contents}}],{{completions}}}"""), ExampleLimits.VertexAI);
        _ = file.Read().ToList();
        Assert.Equal(TuningMethod.Preference, file.Method);
        if (problem is null)
            file.Complete();
        else
            Assert.Equal((1, problem), Of(Assert.Throws<TuningDataException>(file.Complete)));
    }

    [Theory]
    [InlineData("prompt,chosen,rejected", null, null, "chosen", "rejected")]
    [InlineData("input,Preferred_Output,dispreferred", null, null, "Preferred_Output", "dispreferred")]
    [InlineData("prompt,good,bad", "good", "bad", "good", "bad")]
    [InlineData("prompt,answer,bad", null, "bad", "answer", "bad")]
    [InlineData("prompt,chosen,rejected", "chosen", null, "chosen", null)]
    [InlineData("prompt,answer,rejected", null, null, "answer", null)]
    public void The_columns_of_pairs_are_found_by_name_or_named(string columns, string? output, string? rejected, string foundOutput, string? foundRejected)
    {
        var found = ExampleColumns.Resolve(columns.Split(','), new ColumnChoice(null, output, null, rejected));
        Assert.Equal((foundOutput, foundRejected), (found.Output, found.Rejected));
        Assert.Equal(foundOutput, ExampleColumns.ResolveOutput(columns.Split(','), output));
    }

    [Fact]
    public void A_column_cannot_be_both_preferred_and_rejected() => Assert.Contains(
        "can't contain the rejected outputs",
        Assert.Throws<TuningDataException>(() => ExampleColumns.Resolve(["prompt", "answer"], new ColumnChoice(null, null, null, "answer"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Pairs_with_one_prompt_are_no_conflict_unless_one_prefers_what_another_rejects()
    {
        Assert.DoesNotContain(Pairs(Preferred("same", "a", "b"), Preferred("same", "a", "c"), Preferred("same", "d", "b")), finding => finding.Rule == TuningDataRule.Conflict);
        var conflict = Assert.Single(Pairs(Preferred("same", "a", "b"), Preferred("same", "c", "a")), finding => finding.Rule == TuningDataRule.Conflict);
        Assert.Equal("1 input with an output that is preferred in one preference pair and rejected in another, in 2 examples.", conflict.Message);
        Assert.Equal([1, 2], Rows(conflict));
    }

    [Fact]
    public void A_report_on_pairs_has_their_rules_and_their_limits()
    {
        var report = Report([Preferred("p", "a", "b"), Preferred("q", "c", "c"), Pair("r", "d")]);
        Assert.Equal(TuningMethod.Preference, report.Method);
        Assert.StartsWith("3 preference pairs, checked for Vertex AI.", report.Summary, StringComparison.Ordinal);
        Assert.Equal([3], Rows(report.Findings.Single(finding => finding.Rule == TuningDataRule.MixedMethod)));
        Assert.Equal([2], Rows(report.Findings.Single(finding => finding.Rule == TuningDataRule.EqualOutputs)));
        Assert.Equal((10_000_000, 5_000, 0.3), (ExampleLimits.VertexAI.For(TuningMethod.Preference) is var limits ? (limits.ExampleCount, limits.ValidationCount, limits.ValidationShare) : default));
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_001, true)]
    public void The_share_of_validation_pairs_is_limited_above_1000(int count, bool isLarge)
    {
        var validation = Enumerable.Range(0, count).Select(i => Preferred($"{Sentence(i + 100)}", "a", "b"));
        Assert.Equal(isLarge, Report([Preferred("p", "a", "b")], validation).Findings.Any(finding => finding.Rule == TuningDataRule.ValidationSize));
    }

    static IEnumerable<TuningDataFinding> Pairs(params TuningExample[] pairs) => Report(pairs).Findings;

    static TuningExample Preferred(string input, string output, string? rejected) => Pair(input, output) with { RejectedOutput = rejected };

    static TuningExample VertexExample(string json)
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        return VertexForm.Read(parsed.RootElement);
    }

    static string Completions(string preferred, string rejected) => "\"completions\":["
        + $$$"""{"score":1,"completion":{"role":"model","parts":[{"text":"{{{preferred}}}"}]}},"""
        + $$$"""{"score":0,"completion":{"role":"model","parts":[{"text":"{{{rejected}}}"}]}}]""";

    static (int, string) Of(TuningDataException refused) => Assert.Single(refused.InvalidRows) is var row ? (row.Row, row.Problem) : default;

    static string Written(TrainingFile file)
    {
        using var reader = new StreamReader(file.File.Read(), leaveOpen: true);
        return reader.ReadToEnd();
    }
}

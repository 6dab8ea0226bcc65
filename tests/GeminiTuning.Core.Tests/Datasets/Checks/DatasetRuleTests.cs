using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Each rule about a dataset: what it objects to, and what comes near to it but is fine.</summary>
public sealed class DatasetRuleTests
{
    const string Long = "My card has not arrived yet although I ordered it more than two weeks ago";

    [Fact]
    public void The_same_input_with_different_outputs_is_a_conflict()
    {
        var finding = Assert.Single(Found(TuningDataRule.Conflict, Pair("one", "a"), Pair("two", "b"), Pair("ONE ", "b"), Pair("one", "a")));
        Assert.Equal([41, 43, 44], Rows(finding));
        Assert.Equal("1 input with different outputs, in 3 examples.", finding.Message);
    }

    [Fact]
    public void The_same_input_with_the_same_output_or_another_system_instruction_is_no_conflict() =>
        Assert.Empty(Found(TuningDataRule.Conflict, Pair("one", "a"), Pair("one", "a"), Pair("one", "b", "Be brief.")));

    [Fact]
    public void An_example_that_is_there_again_is_a_duplicate_and_the_first_is_not()
    {
        var finding = Assert.Single(Found(TuningDataRule.Duplicate, Pair("one", "a"), Pair("one", "a"), Pair("one", "a"), Pair("One", "a")));
        Assert.Equal([42, 43], Rows(finding));
    }

    [Theory]
    [InlineData("ONE  two", "one two")]
    [InlineData(Long, Long + "!")]
    [InlineData(Long, "My card has not arrived yet although I ordered it more than three weeks ago")]
    public void An_input_that_is_nearly_the_same_is_a_near_duplicate(string first, string second)
    {
        var finding = Assert.Single(Found(TuningDataRule.NearDuplicate, Pair(first), Pair(second)));
        Assert.Equal([42], Rows(finding));
    }

    [Theory]
    [InlineData(Long, "My new card was stolen at the station although I kept it in my bag all day")]
    [InlineData("one", "two")]
    [InlineData("Turn on lamp 1", "Turn on lamp 2")]
    public void An_input_that_has_some_words_in_common_is_not(string first, string second) => Assert.Empty(Found(TuningDataRule.NearDuplicate, Pair(first), Pair(second)));

    [Fact]
    public void What_all_inputs_begin_with_does_not_make_them_alike()
    {
        const string Preamble = "You sort the tickets of a shop into classes. Read the ticket with care, and answer with the name of the class alone. The ticket: ";
        Assert.DoesNotContain(
            Report(Fine(300).Select(example => example with { TextInput = Preamble + example.TextInput })).Findings,
            finding => finding.Rule == TuningDataRule.NearDuplicate);
    }

    [Fact]
    public void Leakage_is_found_exact_normalized_and_near()
    {
        var validation = new[] { Pair("exact input"), Pair("Normalized   INPUT"), Pair(Long), Pair("only here") };
        var findings = Report([.. Fine(), Pair("exact input"), Pair("normalized input "), Pair(Long + "?"), Pair("only there")], validation).Findings
            .Where(finding => finding.Rule == TuningDataRule.Leakage).ToList();
        Assert.Equal([[41, 42], [43]], findings.Select(finding => Rows(finding).ToArray()));
        Assert.Equal("2 training examples with the same input as 2 validation examples.", findings[0].Message);
        Assert.Equal("1 training example with nearly the same input as a validation example.", findings[1].Message);
    }

    [Fact]
    public void A_validation_dataset_of_its_own_leaks_nothing() => Assert.Empty(Report(Fine(), Fine(60).Skip(55)).Findings);

    [Fact]
    public void All_outputs_the_same_is_a_single_output()
    {
        var same = Fine().Select(example => example with { Output = "same" }).ToList();
        Assert.Equal("All outputs are the same: 'same'.", Assert.Single(Report(same).Findings).Message);
        Assert.DoesNotContain(Report([.. same, Pair("x", "other")]).Findings, finding => finding.Rule == TuningDataRule.SingleOutput);
    }

    [Theory]
    [InlineData(50, 5, true)]
    [InlineData(49, 5, false)]
    public void Ten_times_as_many_is_an_imbalance(int most, int least, bool isFound)
    {
        var examples = Fine(most + least).Select((example, i) => example with { Output = i < most ? "often" : "seldom" });
        var found = Report(examples).Findings.Where(finding => finding.Rule == TuningDataRule.Imbalance).ToList();
        Assert.Equal(isFound ? ["The output 'often' has 50 examples, but 'seldom' has only 5 examples."] : [], found.Select(finding => finding.Message));
    }

    [Fact]
    public void Fewer_than_five_examples_are_rare()
    {
        var finding = Assert.Single(Found(TuningDataRule.RareOutput, Enumerable.Range(0, 4).Select(i => Pair($"a{i}", "four")).Concat(Enumerable.Range(0, 5).Select(i => Pair($"b{i}", "five")))));
        Assert.Equal([41, 42, 43, 44], Rows(finding));
    }

    [Fact]
    public void Outputs_that_are_all_different_are_no_classes()
    {
        var report = Report(Fine().Select((example, i) => example with { Output = $"answer {i * 7919}" }));
        Assert.Empty(report.Outputs);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Few_examples_are_found_below_twenty()
    {
        Assert.Equal(TuningDataRule.FewExamples, Assert.Single(Report(Fine(19)).Findings).Rule);
        Assert.Empty(Report(Fine(20)).Findings);
    }

    [Fact]
    public void What_all_inputs_or_outputs_begin_or_end_with_is_found()
    {
        var report = Report(Fine().Select(example => example with { TextInput = $"The ticket is: {example.TextInput}, they said.", Output = $"Answer: {example.Output} (end of answer)" }));
        Assert.Equal(
            [
                (TuningDataRule.CommonPrefix, "All inputs begin with the same text: 'The ticket is:'."), (TuningDataRule.CommonSuffix, "All inputs end with the same text: ', they said.'."),
                (TuningDataRule.CommonSuffix, "All outputs end with the same text: '(end of answer)'."),
            ],
            report.Findings.Select(finding => (finding.Rule, finding.Message)).Order());
    }

    [Fact]
    public void What_one_of_them_does_not_begin_with_is_not() =>
        Assert.DoesNotContain(
            Report([.. Fine().Select(example => example with { TextInput = $"The ticket is: {example.TextInput}" }), Pair("something else")]).Findings,
            finding => finding.Rule == TuningDataRule.CommonPrefix);

    [Theory]
    [InlineData("Где моя карта?", "even", "1 input not in Latin letters, unlike all others.")]
    [InlineData("where is it", "偶数", "1 output not in Latin letters, unlike all others.")]
    [InlineData("Where is Москва?", "even", null)]
    [InlineData("12345", "even", null)]
    public void One_in_another_script_stands_out(string input, string output, string? message) =>
        Assert.Equal(message is null ? [] : [message], Found(TuningDataRule.MixedScript, Pair(input, output)).Select(finding => finding.Message));

    [Fact]
    public void Two_scripts_that_are_both_usual_do_not() =>
        Assert.Empty(Found(TuningDataRule.MixedScript, Enumerable.Range(0, 5).Select(i => Pair($"Где моя карта {i}?", "even"))));

    [Theory]
    [InlineData("""{"class": "even"}""", "1 output not in the form of all others: plain text.")]
    [InlineData("<b>even</b>", "1 output not in the form of all others: plain text.")]
    [InlineData("{even} and odd", null)]
    public void One_in_another_form_stands_out(string output, string? message) =>
        Assert.Equal(message is null ? [] : [message], Found(TuningDataRule.MixedForm, Pair("x", output)).Select(finding => finding.Message));

    [Fact]
    public void One_with_a_system_instruction_stands_out_and_so_does_one_without()
    {
        Assert.Equal("1 example with a system instruction, unlike all others.", Assert.Single(Found(TuningDataRule.MixedForm, Pair("x", "even", "s"))).Message);
        var without = Report([.. Fine().Select(example => example with { SystemInstruction = "s" }), Pair("x")]);
        Assert.Equal("1 example without a system instruction, unlike all others.", Assert.Single(without.Findings).Message);
    }

    [Fact]
    public void The_size_of_the_validation_dataset_is_compared_with_the_limits()
    {
        var many = Enumerable.Range(0, 5_001).Select(i => Pair($"{i}", "x")).ToList();
        Assert.Contains(Report(Fine(), many).Findings, finding => finding is { Rule: TuningDataRule.ValidationSize, Severity: TuningDataSeverity.Error });
        Assert.Contains(Report(Fine(), Fine(60).Skip(40)).Findings, finding => finding is { Rule: TuningDataRule.ValidationSize, Severity: TuningDataSeverity.Warning });
        Assert.Contains(Report(Fine(), Fine(41).Skip(40), ExampleLimits.GeminiApi).Findings, finding => finding.Message == "The Gemini Developer API doesn't support validation examples.");
        Assert.DoesNotContain(Report(Fine(), Fine(49).Skip(40)).Findings, finding => finding.Rule == TuningDataRule.ValidationSize);
    }

    [Fact]
    public void A_dataset_of_more_bytes_or_examples_than_the_service_takes_is_too_large()
    {
        var limits = ExampleLimits.VertexAI with { TotalBytes = 5_000, ExampleCount = 40 };
        Assert.Equal(2, Report([.. Fine(), Pair(Sentence(100))], limits: limits).Findings.Count(finding => finding.Rule == TuningDataRule.TooLarge));
        Assert.Empty(Report(Fine(), limits: limits with { TotalBytes = 50_000 }).Findings);
    }
}

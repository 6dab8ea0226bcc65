using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Each rule about a single example: what it objects to, and what comes near to it but is fine.</summary>
public sealed class RowRuleTests
{
    const string Chat = """{"contents":[{"role":"ROLE1","parts":[{"text":"a"}]},{"role":"ROLE2","parts":[{"text":"b"}]},{"role":"ROLE3","parts":[{"text":"c"}]}],"labels":{}}""";

    [Fact]
    public void Nothing_is_found_in_a_fine_dataset() => Assert.Empty(Report(Fine()).Findings);

    [Theory]
    [InlineData("Empty", "", "x")]
    [InlineData("Empty", "x", "")]
    [InlineData("OutputRepeatsInput", "Is this a long enough question?", "is this a long enough question? Yes.")]
    [InlineData("OuterWhiteSpace", " x", "y")]
    [InlineData("OuterWhiteSpace", "x", "y\n")]
    [InlineData("OuterWhiteSpace", "x", "y\u00A0")]
    [InlineData("ControlCharacter", "a\0b", "x")]
    [InlineData("ControlCharacter", "a", "\u001B[31mred")]
    [InlineData("ControlCharacter", "a\u0085b", "x")]
    [InlineData("ReplacementCharacter", "Gr\uFFFDn", "x")]
    [InlineData("Mojibake", "GrÃ¼n", "x")]
    [InlineData("Mojibake", "donâ€™t", "x")]
    [InlineData("Mojibake", "fine", "naÃ¯ve")]
    [InlineData("Mojibake", "\u00EF\u00BB\u00BFtext", "x")]
    [InlineData("Mojibake", "ðŸ˜€", "x")]
    [InlineData("Mojibake", "10Â\u00A0km", "x")]
    [InlineData("ExposedSecret", "The key is AIzaSyA1234567890abcdefghijklmnopqrstuv, keep it", "x")]
    [InlineData("ExposedSecret", "export OPENAI_API_KEY=sk-proj-abcdefghijklmnopqrst1234", "x")]
    [InlineData("ExposedSecret", "x", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ExposedSecret", "-----BEGIN RSA PRIVATE KEY-----", "x")]
    [InlineData("ExposedSecret", "x", "ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("ExposedSecret", "x", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghij")]
    [InlineData("ExposedSecret", "ya29.a0AfH6SMBabcdefghijklmnop", "x")]
    [InlineData("PersonalData", "Write to jane.doe+x@mail.contoso.com today", "x")]
    [InlineData("PersonalData", "x", "4111 1111 1111 1111")]
    [InlineData("PersonalData", "card 5500-0000-0000-0004.", "x")]
    [InlineData("PersonalData", "card 378282246310005 expired", "x")]
    public void It_objects_to(string rule, string input, string output)
    {
        var finding = Assert.Single(Found(Enum.Parse<TuningDataRule>(rule), Pair(input, output)));
        Assert.Equal([41], Rows(finding));
    }

    [Theory]
    [InlineData("Empty", " ", "x")]
    [InlineData("InvalidText", "a😀", "x")]
    [InlineData("OutputRepeatsInput", "cancel", "cancel")]
    [InlineData("OutputRepeatsInput", "Is this a long enough question?", "Yes. Is this a long enough question?")]
    [InlineData("OuterWhiteSpace", "x y\nz", "y z")]
    [InlineData("ControlCharacter", "a\tb\r\nc", "x")]
    [InlineData("ReplacementCharacter", "Gr?n □", "x")]
    [InlineData("Mojibake", "São Tomé, Ångström, Â!", "x")]
    [InlineData("Mojibake", "à la carte, ÃO", "x")]
    [InlineData("Mojibake", "Grün – “naïve” 😀", "x")]
    [InlineData("ExposedSecret", "AIzaTooShort, sk-short, AKIA1234, ghp_short", "x")]
    [InlineData("ExposedSecret", "Use the sk-learn library; risk-assessment-of-the-whole-company", "x")]
    [InlineData("PersonalData", "Write to jane@example.com or a@b", "x")]
    [InlineData("PersonalData", "4111 1111 1111 1112", "x")]
    [InlineData("PersonalData", "Order 1234567890123456 of 2026-11-28", "x")]
    [InlineData("PersonalData", "0.4111111111111111 and 4111111111111111.25", "x")]
    [InlineData("PersonalData", "0000 0000 0000 0000", "x")]
    public void It_does_not_object_to(string rule, string input, string output) => Assert.Empty(Found(Enum.Parse<TuningDataRule>(rule), Pair(input, output)));

    [Fact]
    public void Half_of_a_surrogate_pair_is_invalid() =>
        Assert.Equal([41, 42], Rows(Assert.Single(Found(TuningDataRule.InvalidText, Pair("a\uD83D", "x"), Pair("a", "\uDE00x"), Pair("a😀", "x")))));

    [Theory]
    [InlineData(40_000, 5_000, null)]
    [InlineData(40_001, 1, "The input has 40,001 characters. The maximum is 40,000.")]
    [InlineData(1, 5_001, "The output has 5,001 characters. The maximum is 5,000.")]
    public void A_text_beyond_a_limit_of_the_service_is_too_long(int input, int output, string? problem)
    {
        var example = Pair(string.Concat(Enumerable.Repeat("😀", input)), new string('y', output));
        Assert.Equal(problem is null ? [] : [problem], ExampleProblem.Of(example, ExampleLimits.GeminiApi).Select(one => one.Message));
        Assert.Empty(ExampleProblem.Of(example, ExampleLimits.VertexAI));
        Assert.Equal(problem is not null, Report([.. Fine(), example], limits: ExampleLimits.GeminiApi).Findings.Any(finding => finding.Rule == TuningDataRule.TooLong));
    }

    [Theory]
    [InlineData("user", "model", "user", "The chat doesn't end with a turn of the model.")]
    [InlineData("model", "user", "model", "The chat begins with a turn of the model.")]
    [InlineData("user", "model", "model", "Turn 3 is a turn of the model that follows another turn of the model.")]
    [InlineData("user", "assistant", "model", "Turn 2 has the role 'assistant'. Allowed: user, model.")]
    [InlineData("user", "user", "model", null)]
    [InlineData("user", "function", "model", null)]
    public void The_roles_of_a_chat_must_be_in_order(string first, string second, string third, string? problem)
    {
        var chat = VertexExample(Chat.Replace("ROLE1", first, StringComparison.Ordinal).Replace("ROLE2", second, StringComparison.Ordinal).Replace("ROLE3", third, StringComparison.Ordinal));
        Assert.Equal(problem is null ? [] : [(TuningDataRule.ChatOrder, problem)], ExampleProblem.Of(chat, ExampleLimits.VertexAI).Select(one => (one.Rule, one.Message)));
        Assert.Equal(problem is not null, Found(TuningDataRule.ChatOrder, chat).Count > 0);
    }

    [Fact]
    public void A_chat_and_a_preference_pair_are_not_supported_on_the_Gemini_Developer_API()
    {
        var chat = VertexExample(Chat.Replace("ROLE1", "user", StringComparison.Ordinal).Replace("ROLE2", "user", StringComparison.Ordinal).Replace("ROLE3", "model", StringComparison.Ordinal));
        var only = Assert.Single(ExampleProblem.Of(chat, ExampleLimits.GeminiApi));
        Assert.Equal((TuningDataRule.Unsupported, "The example is a chat, or it contains function calls or media. The Gemini Developer API supports only text pairs."), (only.Rule, only.Message));
        var pair = Pair("a", "b") with { RejectedOutput = "c" };
        Assert.Equal([TuningDataRule.Unsupported], ExampleProblem.Of(pair, ExampleLimits.GeminiApi).Select(problem => problem.Rule));
        Assert.Empty(ExampleProblem.Of(pair, ExampleLimits.VertexAI));
    }

    [Fact]
    public void What_a_rule_found_is_not_quoted()
    {
        var report = Report([.. Fine(), Pair("AIzaSyA1234567890abcdefghijklmnopqrstuv jane@contoso.com 4111 1111 1111 1111")]);
        Assert.Contains(report.Findings, finding => finding.Rule == TuningDataRule.ExposedSecret);
        Assert.DoesNotContain("AIza", report.Summary + string.Concat(report.Findings), StringComparison.Ordinal);
        Assert.DoesNotContain("contoso", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_examples_are_checked_by_the_same_rules()
    {
        var finding = Assert.Single(Report(Fine(), [Pair("", "x")]).Findings, finding => finding.Rule == TuningDataRule.Empty);
        Assert.Equal((TuningDataset.Validation, TuningDataSeverity.Error), (finding.Dataset, finding.Severity));
        Assert.Equal([1], Rows(finding));
    }

    static TuningExample VertexExample(string json)
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        return VertexForm.Read(parsed.RootElement);
    }
}

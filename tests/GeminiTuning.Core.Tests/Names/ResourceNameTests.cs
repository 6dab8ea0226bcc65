namespace GeminiTuning.Tests.Names;

public sealed class ResourceNameTests
{
    const string Operation = "tunedModels/number-generator-model-dzlmi0gswwqb/operations/bvl8dymw0fhw";

    [Theory]
    [InlineData("number-generator", "tunedModels/number-generator")]
    [InlineData("tunedModels/number-generator", "tunedModels/number-generator")]
    [InlineData(Operation, "tunedModels/number-generator-model-dzlmi0gswwqb")]
    public void A_tuned_model_is_named_by_its_name_its_id_or_its_operation(string text, string name) =>
        Assert.Equal(name, ResourceName.TunedModel(text));

    [Theory]
    [InlineData("gemini-1.5-flash-001-tuning", "models/gemini-1.5-flash-001-tuning")]
    [InlineData("models/gemini-1.5-flash-001-tuning", "models/gemini-1.5-flash-001-tuning")]
    public void A_base_model_is_named_by_its_name_or_its_id(string text, string name) =>
        Assert.Equal(name, ResourceName.BaseModel(text));

    [Fact]
    public void An_operation_is_named_by_its_whole_name() => Assert.Equal(Operation, ResourceName.Operation(Operation));

    [Theory]
    [InlineData(Operation, true)]
    [InlineData("tunedModels/a", false)]
    [InlineData("tunedModels/operations/operations/x", true)]
    [InlineData("tunedModels/operations/x", false)]
    [InlineData("tunedModels/a/operations/", false)]
    [InlineData("tunedModels/a/operations/b/operations/c", false)]
    public void An_operation_is_told_from_a_model(string text, bool isOperation) => Assert.Equal(isOperation, ResourceName.IsOperation(text));

    [Fact]
    public void A_permission_is_named_by_its_whole_name_and_is_no_model()
    {
        Assert.Equal("tunedModels/a/permissions/7", ResourceName.Permission("tunedModels/a/permissions/7"));
        Assert.Equal("tunedModels/a", ResourceName.ModelOfPermission("tunedModels/a/permissions/7"));
        Assert.Throws<TuningArgumentException>(() => ResourceName.TunedModel("tunedModels/a/permissions/7"));
        Assert.Throws<TuningArgumentException>(() => ResourceName.Operation("tunedModels/a/permissions/7"));
        Assert.Throws<TuningArgumentException>(() => ResourceName.Permission("tunedModels/a/operations/7"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("tunedModels/../models/x")]
    [InlineData("a?alt=sse")]
    [InlineData("a&b")]
    [InlineData("%2e%2e")]
    [InlineData("a#b")]
    [InlineData("a:generateContent")]
    [InlineData("a\\b")]
    [InlineData("a\n")]
    [InlineData("\0")]
    [InlineData("😀")]
    [InlineData("")]
    [InlineData("tunedModels/")]
    [InlineData("models/gemini-1.5-flash")]
    public void What_has_a_meaning_in_an_address_is_no_name_of_a_model(string text)
    {
        Assert.Throws<TuningArgumentException>(() => ResourceName.TunedModel(text));
        Assert.Throws<TuningArgumentException>(() => ResourceName.BaseModel("models/" + text));
        Assert.Throws<TuningArgumentException>(() => ResourceName.Operation($"tunedModels/a/operations/{text}"));
        Assert.Throws<TuningArgumentException>(() => ResourceName.Permission($"tunedModels/a/permissions/{text}"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("number-generator-1")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234567890123")]
    public void A_new_model_can_have_any_id_that_the_service_takes(string id) => Assert.Equal(id, ResourceName.NewModelId(id));

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("a\n")]
    [InlineData("tunedModels/a")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345678901234")]
    public void A_new_model_can_have_no_id_that_the_service_refuses(string id) =>
        Assert.Contains("Allowed: 1 to 40 lowercase letters, digits, and hyphens", Assert.Throws<TuningArgumentException>(() => ResourceName.NewModelId(id)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("a\u2028b\u200B", "a\uFFFDb\uFFFD")]
    [InlineData("grün 😀", "grün 😀")]
    public void A_text_is_shown_without_what_turns_breaks_or_hides_a_line(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void The_error_for_a_name_shows_neither_control_characters_nor_all_of_a_long_text()
    {
        var message = Assert.Throws<TuningArgumentException>(() => ResourceName.TunedModel("\u001B[2J" + new string('x', 1000))).Message;

        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 1, 200);
    }
}

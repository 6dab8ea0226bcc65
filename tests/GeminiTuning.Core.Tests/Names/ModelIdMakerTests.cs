using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Names;

public sealed class ModelIdMakerTests
{
    [Fact]
    public void An_id_made_from_any_display_name_is_allowed() =>
        Prop.ForAll(AnyText.Arbitrary, name => ModelIdMaker.Make(name) is var id && ResourceName.NewModelId(id) == id).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("number generator", "number-generator-dzlmi0gswwqb")]
    [InlineData("  Number   Generator! ", "number-generator-dzlmi0gswwqb")]
    [InlineData("2024 numbers", "numbers-dzlmi0gswwqb")]
    [InlineData("v2.1", "v2-1-dzlmi0gswwqb")]
    [InlineData("Café №7", "caf-7-dzlmi0gswwqb")]
    [InlineData("数字", "tuned-model-dzlmi0gswwqb")]
    [InlineData("123", "tuned-model-dzlmi0gswwqb")]
    [InlineData("", "tuned-model-dzlmi0gswwqb")]
    [InlineData(null, "tuned-model-dzlmi0gswwqb")]
    [InlineData("abcdefghijklmnopqrstuvwxyz abc", "abcdefghijklmnopqrstuvwxyz-dzlmi0gswwqb")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdef", "abcdefghijklmnopqrstuvwxyza-dzlmi0gswwqb")]
    public void An_id_is_the_words_of_the_display_name_and_a_random_part(string? displayName, string id) =>
        Assert.Equal(id, ModelIdMaker.Make(displayName, "dzlmi0gswwqb"));

    [Fact]
    public void Two_ids_of_one_display_name_differ() =>
        Assert.NotEqual(ModelIdMaker.Make("number generator"), ModelIdMaker.Make("number generator"));
}

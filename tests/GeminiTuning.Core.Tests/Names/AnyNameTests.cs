using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Names;

/// <summary>Whatever is typed for a name is refused, or is a name that stays what it is.</summary>
public sealed class AnyNameTests
{
    [Fact]
    public void A_tuned_models_name_is_two_segments_and_its_own_name() => StaysItself(ResourceName.TunedModel, @"\AtunedModels/{0}\z");

    [Fact]
    public void A_base_models_name_is_two_segments_and_its_own_name() => StaysItself(ResourceName.BaseModel, @"\Amodels/{0}\z");

    [Fact]
    public void An_operations_name_is_four_segments_and_its_own_name() => StaysItself(ResourceName.Operation, @"\AtunedModels/{0}/operations/{0}\z");

    [Fact]
    public void A_new_models_id_is_one_segment_and_its_own_id() => StaysItself(ResourceName.NewModelId, @"\A[a-z]([a-z0-9-]{{0,38}}[a-z0-9])?\z");

    [Fact]
    public void What_is_an_operations_name_names_its_model_too() => Always.Holds(AnyText.Arbitrary, text =>
    {
        if (!ResourceName.IsOperation(text))
            return;
        Assert.StartsWith(ResourceName.TunedModel(text) + "/operations/", text, StringComparison.Ordinal);
    });

    [Fact]
    public void An_id_is_words_and_a_random_part_for_a_display_name_in_any_script() => Always.Holds(DisplayName, name =>
    {
        var id = ModelIdMaker.Make(name);

        Assert.Matches(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*-[a-z0-9]{12}\z", id);
        Assert.InRange(id.Length, 1, 40);
    });

    [Fact]
    public void No_two_ids_of_any_display_name_are_the_same() => Always.Holds(DisplayName, name =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(_ => ModelIdMaker.Make(name)).Distinct().Count()), 100);

    // Scalar values of all planes, those of ASCII more often.
    static Gen<string> DisplayName { get; } = Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF), Gen.Choose('0', 'z'))
        .Select(value => new Rune(value).ToString()).ListOf().Select(runes => string.Concat(runes));

    static void StaysItself(Func<string, string> complete, string form) => Always.Holds(AnyText.Arbitrary, text =>
    {
        string name;
        try
        {
            name = complete(text);
        }
        catch (ArgumentException refused)
        {
            // Nothing that a terminal obeys, and no half of a pair.
            Assert.DoesNotContain(refused.Message, char.IsControl);
            Assert.Equal(refused.Message, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(refused.Message)));
            Assert.InRange(refused.Message.Length, 1, 250);
            return;
        }
        Assert.Equal(name, complete(name));
        // A segment has nothing in it that means something in an address, and is none that is resolved away.
        Assert.Matches(new Regex(string.Format(null, form, "[A-Za-z0-9][A-Za-z0-9._~-]*")), name);
        Assert.Equal($"/{name}", new Uri($"https://localhost/{name}").PathAndQuery);
    });
}

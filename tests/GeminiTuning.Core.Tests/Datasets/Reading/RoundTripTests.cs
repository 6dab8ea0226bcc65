using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static GeminiTuning.Tests.Datasets.DataFolder;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Any text survives export and import in every form.</summary>
public sealed class RoundTripTests : IDisposable
{
    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<ExampleFormat, string> Forms { get; } = new()
    {
        { ExampleFormat.Csv, "x.csv" }, { ExampleFormat.Csv, "x.tsv" }, { ExampleFormat.Gemini, "x.jsonl" }, { ExampleFormat.Vertex, "x.jsonl" }, { ExampleFormat.OpenAI, "x.jsonl" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Pairs_come_back_as_they_were(ExampleFormat format, string name) => Always.Holds(Examples, examples =>
        Assert.Equal(examples, Good(Read(_folder.Export(name, format, examples)))), 300);

    [Theory]
    [MemberData(nameof(Forms))]
    public void So_do_preference_pairs(ExampleFormat format, string name) => Always.Holds(Preferences, examples =>
        Assert.Equal(examples, Good(Read(_folder.Export(name, format, examples)))), 300);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void So_they_do_in_every_encoding_of_Unicode(string encoding) => Always.Holds(Examples, examples =>
        Assert.Equal(examples, Good(Read(_folder.Export("x.csv", ExampleFormat.Csv, examples, Encoding.GetEncoding(encoding))))), 100);

    [Fact]
    public void A_form_is_found_from_any_of_its_files() => Always.Holds(Examples.Zip(Examples), two =>
    {
        var (first, second) = two;
        var mixed = File.ReadAllText(_folder.Export("a.jsonl", ExampleFormat.Vertex, first)) + File.ReadAllText(_folder.Export("b.jsonl", ExampleFormat.OpenAI, second));
        Assert.Equal([.. first, .. second], Good(Read(_folder.Write("c.jsonl", mixed))));
    }, 200);

    [Fact]
    public void Half_of_a_pair_is_refused_in_every_form()
    {
        foreach (var format in Enum.GetValues<ExampleFormat>())
            Assert.Equal(
                "The output isn't valid Unicode: it contains half of a surrogate pair at character 2.",
                Assert.Throws<TuningDataException>(() => _folder.Export("x", format, [Pair("a", "b\uD83D")])).Message);
    }

    [Fact]
    public void A_table_has_the_columns_that_its_examples_need()
    {
        Assert.Equal("text_input,output\na,b\n", File.ReadAllText(_folder.Export("x.csv", ExampleFormat.Csv, [Pair("a", "b")])));
        Assert.Equal(
            "text_input,output,system_instruction\na,b,\nc,d,s\n",
            File.ReadAllText(_folder.Export("x.csv", ExampleFormat.Csv, [Pair("a", "b"), Pair("c", "d", "s")])));
        Assert.Equal(
            "text_input,preferred_output,system_instruction,rejected_output\na,b,s,\nc,d,,e\n",
            File.ReadAllText(_folder.Export("x.csv", ExampleFormat.Csv, [Pair("a", "b", "s"), Pair("c", "d") with { RejectedOutput = "e" }])));
        Assert.Equal("text_input,output\n", File.ReadAllText(_folder.Export("x.csv", ExampleFormat.Csv, [])));
    }

    [Fact]
    public void A_file_that_is_not_completed_is_not_there_and_leaves_what_was()
    {
        _folder.Write("x.jsonl", "before");
        Assert.Throws<TuningDataException>(() => _folder.Export("x.jsonl", ExampleFormat.Vertex, [Pair("a", "b"), Pair("\uD83D", "b")]));
        Assert.Equal("before", File.ReadAllText(_folder.PathOf("x.jsonl")));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_folder.PathOf("x.jsonl"))!));
    }

    static Gen<string> Text { get; } = Gen.Frequency(
            (6, ArbMap.Default.GeneratorFor<char>().Select(c => char.IsSurrogate(c) ? "x" : c.ToString())),
            (6, Gen.Elements("\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", " ", "\0", "\\", "#", "=", "'", "{", "[", "😀", "\uFEFF", "\uFFFD", "sep=;", "#TYPE x")),
            (3, Gen.Elements("word", "Grün", "数", "a b")))
        .ListOf().Select(string.Concat);

    static Gen<List<TuningExample>> Examples { get; } = NonEmpty(
        Text.Zip(Text).Zip(Gen.Frequency((3, Gen.Constant("")), (1, Text))).Select(all => Pair(all.Item1.Item1, all.Item1.Item2, all.Item2.Length == 0 ? null : all.Item2)));

    static Gen<List<TuningExample>> Preferences { get; } = NonEmpty(
        Text.Zip(Text).Zip(Text).Select(all => Pair(all.Item1.Item1, all.Item1.Item2) with { RejectedOutput = $"{all.Item2}." }));

    static Gen<List<TuningExample>> NonEmpty(Gen<TuningExample> example) => example.ListOf().Where(examples => examples.Count > 0).Select(examples => examples.ToList());
}

using System.Text;
using static GeminiTuning.Tests.Datasets.DataFolder;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Files in the encodings that people have.</summary>
public sealed class EncodingTests : IDisposable
{
    const string Table = "input,output\nGrün 数 😀,x\n";

    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Marked { get; } = [.. (string[])["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"]];

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_says_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Assert.NotEqual(0, encoding.Preamble.Length);
        Assert.Equal([Pair("Grün 数 😀", "x")], _folder.Examples("x.csv", Table, encoding: encoding));
        Assert.Equal([Pair("Grün 数 😀", "x")], _folder.Examples("x.jsonl", """{"input": "Grün 数 😀", "output": "x"}""", encoding: encoding));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF_16_without_a_mark_is_found_by_its_zeros(bool bigEndian) =>
        Assert.Equal([Pair("Grün 数 😀", "x")], _folder.Examples("x.csv", Table, encoding: new UnicodeEncoding(bigEndian, byteOrderMark: false)));

    [Fact]
    public void A_mark_wins_over_the_encoding_that_is_named() =>
        Assert.Equal([Pair("Grün 数 😀", "x")], _folder.Examples("x.csv", Table, new ExampleFileOptions { Encoding = Encoding.Latin1 }, new UTF8Encoding(true)));

    [Fact]
    public void Windows_1252_is_read_where_it_is_named()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        Assert.Equal([Pair("Grün “€”", "x")], _folder.Examples("x.csv", "input,output\nGrün “€”,x\n", new ExampleFileOptions { Encoding = windows }, windows));
    }

    [Fact]
    public void What_is_not_UTF_8_is_one_error_with_its_lines_and_the_rest_is_read()
    {
        var path = _folder.Write("x.csv", "input,output\na,b\nGrün,x\nc,d\n\"e\nüf\",y\n", Encoding.Latin1);
        var results = Read(path);
        Assert.Equal(["a", "c"], results.Where(result => result.Example is not null).Select(result => result.Example!.TextInput));
        var problem = Assert.Single(results, result => result.Problem is not null).Problem!;
        Assert.Equal([3, 6], problem.Lines);
        Assert.Equal(
            "x.csv: 2 lines couldn't be read because the text isn't valid UTF-8: 3, 6. If the file has a different encoding, specify it with -Encoding, for example -Encoding 1252.",
            problem.Message);
    }

    [Fact]
    public void So_it_is_in_JSON()
    {
        var path = _folder.Write("x.jsonl", "{\"input\": \"Grün\", \"output\": \"x\"}\n{\"input\": \"a\", \"output\": \"b\"}\n", Encoding.Latin1);
        var results = Read(path);
        Assert.Equal("a", results[0].Example!.TextInput);
        Assert.Equal([1], results[1].Problem!.Lines);
    }

    [Fact]
    public void A_list_of_many_lines_is_cut_short_in_the_message_alone()
    {
        var path = _folder.Write("x.csv", "input,output\n" + string.Concat(Enumerable.Repeat("ü,x\n", 1000)), Encoding.Latin1);
        var problem = Assert.Single(Read(path)).Problem!;
        Assert.Equal(Enumerable.Range(2, 1000), problem.Lines);
        Assert.Contains("2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …. If", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replacement_character_that_stands_in_the_file_is_a_character() =>
        Assert.Equal([Pair("a\uFFFDb", "x")], _folder.Examples("x.csv", "input,output\na\uFFFDb,x\n"));
}

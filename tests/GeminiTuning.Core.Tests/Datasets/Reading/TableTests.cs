using static GeminiTuning.Tests.Datasets.DataFolder;

namespace GeminiTuning.Tests.Datasets;

/// <summary>CSV and the like, as people have them.</summary>
public sealed class TableTests : IDisposable
{
    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_is_found(string delimiter) =>
        Assert.Equal([Pair("a", "b"), Pair("c, d; e", "f")], _folder.Examples("x.csv", $"input{delimiter}output\na{delimiter}b\n\"c, d; e\"{delimiter}f\n"));

    [Fact]
    public void The_delimiter_that_is_named_is_used() =>
        Assert.Equal([Pair("a;b", "c")], _folder.Examples("x.csv", "input:output\na;b:c\n", new ExampleFileOptions { Delimiter = ':' }));

    [Fact]
    public void Excels_line_that_names_the_delimiter_is_no_row()
    {
        var only = Assert.Single(Read(_folder.Write("x.csv", "sep=;\r\ninput;output\r\na,b;c\r\n")));
        Assert.Equal(("a,b", "c", 3), (only.Example!.TextInput, only.Example.Output, only.Example.Line));
    }

    [Fact]
    public void Each_example_knows_its_file_and_the_line_it_begins_in()
    {
        var path = _folder.Write("x.csv", "input,output\n\"1\n2\n\n3\",a\n\n4,\"b\r\nc\"\n5,d");
        Assert.Equal([(path, 2), (path, 7), (path, 9)], Read(path).Select(result => (result.Example!.File!, result.Example.Line!.Value)));
    }

    [Fact]
    public void Quotes_hold_delimiters_line_breaks_and_doubled_quotes() =>
        Assert.Equal([Pair("a, b\r\n\"c\"", "d")], _folder.Examples("x.csv", "input,output\r\n\"a, b\r\n\"\"c\"\"\",d\r\n"));

    [Fact]
    public void A_quote_inside_a_field_is_a_character() =>
        Assert.Equal([Pair("the 5\" screen", "hardware"), Pair("x", "y")], _folder.Examples("x.csv", "input,output\nthe 5\" screen,hardware\nx,y\n"));

    [Fact]
    public void Blanks_around_fields_are_no_part_of_them_unless_they_are_quoted() =>
        Assert.Equal([Pair("a", " b, c ")], _folder.Examples("x.csv", "input, output\n a , \" b, c \" \n"));

    [Fact]
    public void Text_after_a_closing_quote_is_an_error_of_its_line_and_the_rest_goes_on()
    {
        var results = Read(_folder.Write("x.csv", "input,output\n\"a\"b,c\nd,e\n"));
        Assert.Equal("x.csv:2: There is text after the closing quote of a field. Double each quote that is part of the text.", results[0].Problem!.Message);
        Assert.Equal("d", results[1].Example!.TextInput);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_an_error_of_the_line_that_opens_it()
    {
        var results = Read(_folder.Write("x.csv", "input,output\na,b\nc,\"d\ne,f\ng,h\n"));
        Assert.Equal(2, results.Count);
        Assert.Equal("x.csv:3: A quote opens a field and is never closed. The rest of the file wasn't read.", results[1].Problem!.Message);
    }

    [Fact]
    public void Too_few_and_too_many_fields_are_errors_of_their_lines()
    {
        Assert.Equal(
            ["x.csv:2: The row has 1 field, but the header has 2 columns.",
             "x.csv:3: The row has 3 fields, but the header has 2 columns. Enclose a text that contains the delimiter in quotes."],
            _folder.Problems("x.csv", "input,output\na\nb,c,d\ne,f\n"));
    }

    [Fact]
    public void A_delimiter_at_the_end_of_each_line_is_no_column() =>
        Assert.Equal([Pair("a", "b"), Pair("c", "d")], _folder.Examples("x.csv", "input,output,\na,b,\nc,d\n"));

    [Fact]
    public void Columns_are_found_by_name_or_named()
    {
        Assert.Equal([Pair("q", "a", "s")], _folder.Examples("x.csv", "id,answer,question,System Instruction\n1,a,q,s\n"));
        Assert.Equal([Pair("q", "a")], _folder.Examples("x.csv", "text,category\nq,a\n", new ExampleFileOptions { Columns = new ColumnChoice("text", "category") }));
    }

    [Fact]
    public void Columns_that_are_not_found_are_one_error_that_names_those_there() =>
        Assert.Equal(
            ["x.csv:1: No input column was found. Available columns: text, category. Specify the column with -InputProperty."],
            _folder.Problems("x.csv", "text,category\na,b\nc,d\n"));

    [Fact]
    public void A_table_without_a_header_has_it_named() =>
        Assert.Equal([Pair("a", "b")], _folder.Examples("x.txt", "a,b\n", new ExampleFileOptions { Header = ["input", "output"] }));

    [Fact]
    public void A_column_chosen_beside_one_rejected_makes_preference_pairs() =>
        Assert.Equal([Pair("q", "good") with { RejectedOutput = "bad" }], _folder.Examples("x.csv", "prompt,chosen,rejected\nq,good,bad\n"));

    [Fact]
    public void A_column_rejected_alone_means_nothing() =>
        Assert.Equal([Pair("q", "a")], _folder.Examples("x.csv", "prompt,answer,rejected\nq,a,TRUE\n"));

    [Fact]
    public void The_type_line_of_Windows_PowerShell_is_skipped() =>
        Assert.Equal([Pair("a", "b")], _folder.Examples("x.csv", "#TYPE System.Management.Automation.PSCustomObject\n\"input\",\"output\"\n\"a\",\"b\"\n"));

    [Fact]
    public void Lines_may_end_as_on_any_system()
    {
        foreach (var end in (string[])["\n", "\r\n", "\r"])
            Assert.Equal([Pair("a", "b"), Pair("c", "d")], _folder.Examples("x.csv", $"input,output{end}a,b{end}{end}c,d"));
    }

    [Fact]
    public void An_empty_field_is_an_empty_text_and_no_error_of_reading() =>
        Assert.Equal([Pair("", "b"), Pair("a", "")], _folder.Examples("x.csv", "input,output\n,b\na,\n"));

    [Fact]
    public void A_NUL_is_a_character() =>
        Assert.Equal([Pair("a\0b", "c")], _folder.Examples("x.csv", "input,output\na\0b,c\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void A_file_without_a_line_has_no_examples(string text) =>
        Assert.Equal(["x.csv: The file contains no examples."], _folder.Problems("x.csv", text));

    [Fact]
    public void A_field_of_ten_megabytes_is_read()
    {
        var text = new string('x', 10 * 1024 * 1024);
        Assert.Equal([Pair(text, "b"), Pair("c", "d")], _folder.Examples("x.csv", $"input,output\n{text},b\nc,d\n"));
    }
}

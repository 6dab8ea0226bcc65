namespace GeminiTuning.Tests.Datasets;

public sealed class ExampleColumnsTests
{
    [Theory]
    [InlineData("text_input")]
    [InlineData("TextInput")]
    [InlineData("TEXT INPUT")]
    [InlineData("text-input")]
    [InlineData("\uFEFFtext_input")]
    [InlineData("Input")]
    [InlineData("prompt")]
    [InlineData("Prompt")]
    [InlineData("QUESTION")]
    public void The_usual_names_of_the_inputs_are_found(string column) =>
        Assert.Equal(new ExampleColumns(column, "output"), ExampleColumns.Resolve([column, "id", "output"], null, null));

    [Theory]
    [InlineData("output")]
    [InlineData("Output")]
    [InlineData("text_output")]
    [InlineData("Completion")]
    [InlineData("response")]
    [InlineData("ANSWER")]
    [InlineData("label ")]
    [InlineData("\uFEFFanswer")]
    public void The_usual_names_of_the_outputs_are_found(string column) =>
        Assert.Equal(new ExampleColumns("prompt", column), ExampleColumns.Resolve([column, "note", "prompt"], null, null));

    [Fact]
    public void The_names_of_the_service_go_before_all_others() =>
        Assert.Equal(new ExampleColumns("text_input", "output"), ExampleColumns.Resolve(["prompt", "label", "text_input", "output"], null, null));

    [Fact]
    public void Any_column_can_be_named_whatever_its_case() =>
        Assert.Equal(new ExampleColumns("Roman", "Next"), ExampleColumns.Resolve(["Roman", "Next", "prompt", "answer"], "roman", "NEXT"));

    [Fact]
    public void One_column_can_be_named_and_the_other_found() =>
        Assert.Equal(new ExampleColumns("Roman", "answer"), ExampleColumns.Resolve(["Roman", "answer"], "Roman", null));

    [Theory]
    [InlineData("roman", null, "The column 'roman' doesn't exist (-InputProperty). Available columns: a, output.")]
    [InlineData(null, "next", "No input column was found. Available columns: a, output. Specify the column with -InputProperty.")]
    [InlineData("a", "next", "The column 'next' doesn't exist (-OutputProperty). Available columns: a, output.")]
    public void A_missing_column_lists_the_columns_that_are_there(string? input, string? output, string message) =>
        Assert.Equal(message, Refused(["a", "output"], input, output));

    [Fact]
    public void A_missing_column_of_outputs_says_how_to_name_it() =>
        Assert.Equal("No output column was found. Available columns: prompt, next. Specify the column with -OutputProperty.",
            Refused(["prompt", "next"]));

    [Fact]
    public void An_object_without_columns_is_told_so() =>
        Assert.Equal("No input column was found. The object has no properties.", Refused([]));

    [Theory]
    [InlineData("sep=;", null, "starts with the line sep=;, which only Excel understands. Delete this line, and then read the file with -Delimiter ';'.")]
    [InlineData("\uFEFFSEP=|", null, "starts with the line SEP=|, which only Excel understands. Delete this line, and then read the file with -Delimiter '|'.")]
    [InlineData("sep=\t", null, "Delete this line, and then read the file with -Delimiter \"`t\".")]
    [InlineData("sep=", "H1", "starts with the line sep=, which only Excel understands. Delete this line.")]
    public void Excels_separator_line_is_named(string column, string? other, string advice)
    {
        string[] columns = other is null ? [column] : [column, other];
        Assert.EndsWith(advice, Refused(columns), StringComparison.Ordinal);
        Assert.EndsWith(advice, Refused(columns, "input", "output"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input;output", "Read the file with -Delimiter ';'.")]
    [InlineData("input|output", "Read the file with -Delimiter '|'.")]
    [InlineData("input,output", "Read the file with -Delimiter ','.")]
    [InlineData("input\toutput", "Read the file with -Delimiter \"`t\".")]
    public void A_file_that_was_read_with_another_separator_than_its_own_is_told_so(string column, string advice)
    {
        Assert.EndsWith(advice, Refused([column]), StringComparison.Ordinal);
        Assert.EndsWith(advice, Refused([column], "input", "output"), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_cannot_be_seen_are_shown_in_quotes_and_without_control_characters() =>
        Assert.Equal("No input column was found. Available columns: '  ', 'a,b', x\uFFFDy. Specify the column with -InputProperty.",
            Refused(["  ", "a,b", "x\u001By"]));

    [Theory]
    [InlineData("a", "a")]
    [InlineData(null, "INPUT")]
    public void One_column_cannot_be_both(string? input, string output) =>
        Assert.Contains("can't be both input and output", Refused(["a", "input", "output"], input, output), StringComparison.Ordinal);

    [Fact]
    public void A_named_column_is_the_one_in_the_same_case_where_there_are_several() =>
        Assert.Equal(new ExampleColumns("Input", "output"), ExampleColumns.Resolve(["input", "Input", "output"], "Input", null));

    [Theory]
    [InlineData("prompt", "question", "answer", "More than one column could contain the input: prompt, question. Specify the column with -InputProperty.")]
    [InlineData("prompt", "label", "answer", "More than one column could contain the output: label, answer. Specify the column with -OutputProperty.")]
    public void Two_columns_that_could_be_meant_are_asked_about_never_guessed(string first, string second, string third, string message) =>
        Assert.Equal(message, Refused([first, second, third]));

    [Theory]
    [InlineData("text_input", "Text Input", "output")]
    [InlineData("prompt", "output", "OUT_PUT")]
    public void Two_spellings_of_the_services_own_name_are_asked_about_too(string first, string second, string third) =>
        Assert.StartsWith("More than one column could contain", Refused([first, second, third]), StringComparison.Ordinal);

    [Fact]
    public void The_column_of_prompts_is_found_without_a_column_of_outputs() =>
        Assert.Equal("Question", ExampleColumns.ResolveInput(["id", "Question"], null));

    [Fact]
    public void The_column_of_prompts_can_be_named() =>
        Assert.Equal("id", ExampleColumns.ResolveInput(["id", "Question"], "ID"));

    [Fact]
    public void A_named_column_is_found_behind_a_byte_order_mark() =>
        Assert.Equal("\uFEFFid", ExampleColumns.ResolveInput(["\uFEFFid", "next"], "id"));

    static string Refused(string[] columns, string? input = null, string? output = null) =>
        Assert.Throws<TuningDataException>(() => ExampleColumns.Resolve(columns, input, output)).Message;
}

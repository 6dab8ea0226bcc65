using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Any table's columns.</summary>
public sealed class AnyColumnsTests
{
    [Fact]
    public void The_columns_that_are_found_are_columns_of_the_table() => Always.Holds(Columns, columns =>
    {
        if (Resolve(columns) is { } found)
            Assert.All([found.Input, found.Output], column => Assert.Contains(column, columns));
    });

    [Fact]
    public void Their_order_does_not_matter() => Always.Holds(Columns, columns =>
        Assert.Equal(Resolve(columns), Resolve([.. Enumerable.Reverse(columns)])));

    [Fact]
    public void Neither_do_columns_that_mean_nothing() => Always.Holds(Columns, columns =>
        Assert.Equal(Resolve(columns), Resolve([.. columns, "id", "Comment", ""])));

    [Fact]
    public void Any_column_can_be_named_as_it_stands_there_or_in_capitals() => Always.Holds(Columns.Where(columns => columns.Length > 0), columns =>
    {
        foreach (var column in columns)
            foreach (var name in new[] { column, column.ToUpperInvariant() })
                Assert.Equal(Plain(column), Plain(ExampleColumns.ResolveInput(columns, name)));
    });

    static Gen<string[]> Columns { get; } = Gen.OneOf(
            Gen.Elements("text_input", "TextInput", "prompt", "Question", "INPUT", "output", "Out-Put", "label", "Answer ", "completion", "\uFEFFresponse"),
            Gen.Elements("\uFEFFid", "note", "", " ", "数", "text", "outputs", "in_put_"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
        .ListOf(5).Select(columns => columns.Distinct(StringComparer.OrdinalIgnoreCase).ToArray());

    static string Plain(string column) => column.TrimStart('\uFEFF').ToUpperInvariant();

    static ExampleColumns? Resolve(string[] columns)
    {
        try
        {
            return ExampleColumns.Resolve(columns, null, null);
        }
        catch (TuningDataException)
        {
            return null;
        }
    }
}

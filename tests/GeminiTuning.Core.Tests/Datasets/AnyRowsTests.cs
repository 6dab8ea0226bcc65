using FsCheck;
using FsCheck.Fluent;
using GeminiTuning.GeminiApi;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Any rows, good and bad ones in any order.</summary>
public sealed class AnyRowsTests
{
    [Fact]
    public void All_rows_are_kept_in_their_order_or_every_problem_is_counted() => Always.Holds(Rows, rows =>
    {
        var set = new TrainingSet();
        foreach (var (input, output) in rows)
            set.Add(input, output);
        var problems = rows.SelectMany((row, i) => Problems(row).Select(problem => new RowProblem(i + 1, problem))).ToList();

        if (rows.Count > 0 && problems.Count == 0)
        {
            set.Complete();
            Assert.Equal(rows.Select(row => new TuningExample { TextInput = row.Input!, Output = row.Output! }), set.Examples);
            return;
        }
        var refused = Assert.Throws<TuningDataException>(set.Complete);
        Assert.Equal(problems.Take(10), refused.Problems);
        Assert.Equal(problems.Count, refused.ProblemCount);
        Assert.Empty(set.Examples);
    }, 300);

    // What is too much for certain ends a set while it is read; what may fit is weighed when it is sent.
    [Fact]
    public void A_set_that_is_refused_for_its_size_would_not_have_fitted_in_a_request() => Always.Holds(LongRow.NonEmptyListOf().Select(rows => rows.ToList()), rows =>
        Assert.True(RequestBytes(Refused(rows)) > TuningLimits.RequestBytes), 15);

    [Theory]
    [InlineData("x", "y")]
    [InlineData("é", "数")]
    public void Nor_would_one_of_the_shortest_rows(string input, string output) =>
        Assert.True(RequestBytes(Refused([(input, output)])) > TuningLimits.RequestBytes);

    static Gen<string?> Value { get; } = Gen.Elements("one", "数", "😀", "\"\\\n\0", null, "", "half \uD83D", new string('x', TuningLimits.InputLength + 1));

    static Gen<List<(string? Input, string? Output)>> Rows { get; } = Gen.OneOf(
        Value.Two().Select(two => (two.Item1, two.Item2)).ListOf(),
        Gen.Elements("a", "b", "c").Two().Select(two => ((string?)two.Item1, (string?)two.Item2)).ListOf()).Select(rows => rows.ToList());

    static Gen<(string Input, string Output)> LongRow { get; } =
        Gen.Elements("x", "\"", "\n", "é", "数", "😀").Two().Zip(Gen.Choose(1, 500).Two(), (texts, lengths) =>
            (Repeated(texts.Item1, lengths.Item1), Repeated(texts.Item2, lengths.Item2)));

    static IEnumerable<string> Problems((string? Input, string? Output) row) => new[]
    {
        TuningLimits.Check("The input", row.Input, TuningLimits.InputLength),
        TuningLimits.Check("The output", row.Output, TuningLimits.OutputLength),
    }.OfType<string>();

    // The rows again and again, up to the one that is refused, with it.
    static List<TuningExample> Refused(List<(string Input, string Output)> rows)
    {
        var set = new TrainingSet();
        for (var i = 0; ; i++)
        {
            var (input, output) = rows[i % rows.Count];
            try
            {
                set.Add(input, output);
            }
            catch (TuningDataException)
            {
                return [.. set.Examples, new TuningExample { TextInput = input, Output = output }];
            }
        }
    }

    static int RequestBytes(List<TuningExample> examples) =>
        new TuningRequest { Id = "a", TrainingData = new ExamplesInRequest(examples) }.Body(examples).Length;

    static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

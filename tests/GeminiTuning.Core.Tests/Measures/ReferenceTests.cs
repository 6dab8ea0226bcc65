using System.Text.Json;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Measures;

/// <summary>Every measure agrees with an independent implementation. The table says which, and make_reference.py wrote it.</summary>
public sealed class ReferenceTests
{
    const double Tolerance = 1e-9;

    static readonly JsonElement s_table = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "GeminiTuning.Core.Tests", "Measures", "reference.json"))).RootElement;

    [Fact]
    public void Texts_agree_with_the_script_of_SQuAD_a_subsequence_by_recursion_and_the_n_grams_of_NLTK()
    {
        var texts = Rows("texts");
        Assert.True(texts.Count > 50);
        foreach (var row in texts)
        {
            var (expected, actual) = (row.GetProperty("expected").GetString()!, row.GetProperty("actual").GetString()!);
            Assert.Equal(row.GetProperty("normalized").GetString(), TextMeasures.Normalize(expected));
            Close(row.GetProperty("tokenF1"), TextMeasures.TokenF1(expected, actual));
            Close(row.GetProperty("rougeL"), TextMeasures.RougeL(expected, actual));
            Close(row.GetProperty("chrF"), TextMeasures.ChrF(expected, actual));
        }
    }

    [Fact]
    public void Classes_agree_with_scikit_learn()
    {
        foreach (var set in Rows("classification"))
        {
            var measured = Measure(Texts(set, "expected"), Texts(set, "actual"));
            Assert.Equal(Texts(set, "labels"), measured.Classes.Select(measure => measure.Class));
            Close(set.GetProperty("accuracy"), measured.Accuracy!.Value);
            Close(set.GetProperty("precision"), measured.Classes.Select(measure => measure.Precision));
            Close(set.GetProperty("recall"), measured.Classes.Select(measure => measure.Recall));
            Close(set.GetProperty("f1"), measured.Classes.Select(measure => measure.F1));
            Close(set.GetProperty("classAccuracy"), measured.Classes.Select(measure => measure.Accuracy));
            Close(set.GetProperty("support"), measured.Classes.Select(measure => (double)measure.Support));
            Close(set.GetProperty("macro"), [measured.MacroPrecision!.Value, measured.MacroRecall!.Value, measured.MacroF1!.Value]);
            Close(set.GetProperty("weighted"), [measured.WeightedPrecision!.Value, measured.WeightedRecall!.Value, measured.WeightedF1!.Value]);
            foreach (var (row, counts) in set.GetProperty("matrix").EnumerateArray().Zip(measured.ConfusionMatrix!.Counts))
                Assert.Equal(row.EnumerateArray().Select(count => count.GetInt64()), counts);
        }
    }

    [Fact]
    public void Errors_of_numbers_agree_with_scikit_learn()
    {
        var set = s_table.GetProperty("numbers");
        var measured = Measure(Raw(set, "expected"), Raw(set, "actual"));
        Close(set.GetProperty("absolute"), measured.MeanAbsoluteError!.Value);
        Close(set.GetProperty("relative"), measured.MeanRelativeError!.Value);
    }

    [Fact]
    public void The_Wilson_interval_agrees_with_statsmodels()
    {
        foreach (var row in Rows("wilson"))
        {
            var interval = Intervals.Wilson(row[0].GetInt64(), row[1].GetInt64());
            Close(row[2], interval.Lower);
            Close(row[3], interval.Upper);
        }
    }

    [Fact]
    public void McNemar_agrees_with_statsmodels_exactly_and_by_chi_square()
    {
        foreach (var row in Rows("mcnemar"))
        {
            Close(row[2], PairedTests.McNemarExact(row[0].GetInt64(), row[1].GetInt64()));
            Close(row[3], PairedTests.McNemarChiSquare(row[0].GetInt64(), row[1].GetInt64()));
        }
    }

    [Fact]
    public void The_permutation_test_and_the_correction_of_Holm_agree_with_SciPy_and_statsmodels()
    {
        foreach (var row in Rows("permutation"))
            Close(row.GetProperty("p"), PairedTests.Permutation([.. Numbers(row, "changes")]));
        foreach (var row in Rows("holm"))
            Close(row.GetProperty("adjusted"), PairedTests.Holm([.. Numbers(row, "values")]));
    }

    [Fact]
    public void Functions_and_percentiles_agree_with_SciPy_and_NumPy()
    {
        foreach (var row in Rows("erfc"))
            Relative(row[1].GetDouble(), SpecialFunctions.Erfc(row[0].GetDouble()));
        foreach (var row in Rows("quantile"))
            Relative(row[1].GetDouble(), SpecialFunctions.NormalQuantile(row[0].GetDouble()));
        foreach (var row in Rows("logFactorial"))
            Relative(row[1].GetDouble(), SpecialFunctions.LogFactorial(row[0].GetInt64()));
        var percentiles = s_table.GetProperty("percentiles");
        var values = Numbers(percentiles, "values").Order().ToList();
        foreach (var row in percentiles.GetProperty("results").EnumerateArray())
            Relative(row[1].GetDouble(), Percentiles.OfSorted(values, row[0].GetDouble()));
    }

    static TunedModelMeasurement Measure(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var builder = new MeasurementBuilder("tunedModels/a");
        foreach (var ((wanted, got), row) in expected.Zip(actual).Select((pair, row) => (pair, row)))
            builder.Add(wanted, Answers.Of($"{row}", got));
        return builder.Build();
    }

    static List<JsonElement> Rows(string name) => [.. s_table.GetProperty(name).EnumerateArray()];

    static List<string> Texts(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    static List<string> Raw(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(number => number.GetRawText())];

    static IEnumerable<double> Numbers(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(number => number.GetDouble());

    static void Close(JsonElement expected, double actual) => Assert.Equal(expected.GetDouble(), actual, Tolerance);

    static void Close(JsonElement expected, IEnumerable<double> actual)
    {
        var values = actual.ToList();
        Assert.Equal(expected.GetArrayLength(), values.Count);
        foreach (var (one, other) in expected.EnumerateArray().Zip(values))
            Close(one, other);
    }

    static void Relative(double expected, double actual) => Assert.Equal(expected, actual, Tolerance * Math.Max(1e-30, Math.Abs(expected)) + 1e-15 * (expected == 0 ? 1 : 0));
}

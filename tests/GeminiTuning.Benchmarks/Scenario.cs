using System.Globalization;

namespace GeminiTuning.Benchmarks;

/// <summary>Figures of the module beside those of an alternative: whatever both do, in turn and in one run.</summary>
/// <param name="Name">The argument of the program for it.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Alternative">What it's compared with.</param>
/// <param name="Runs">How often each is measured.</param>
/// <param name="Figures">What the numbers are.</param>
/// <param name="Measure">Measures a build of the module.</param>
/// <param name="MeasureAlternative">Measures the alternative.</param>
sealed record Scenario(string Name, string Title, string Alternative, int Runs, string[] Figures, Func<Target, double[]> Measure, Func<double[]>? MeasureAlternative)
{
    /// <summary>Prints a row of a table for each figure: medians.</summary>
    public void Print(Target? before)
    {
        var (olds, news, others) = (new List<double[]>(), new List<double[]>(), new List<double[]>());
        for (var run = 0; run < Runs; run++)
        {
            if (before is not null)
                olds.Add(Measure(before));
            news.Add(Measure(Target.Now));
            if (MeasureAlternative is not null)
                others.Add(MeasureAlternative());
        }
        for (var figure = 0; figure < Figures.Length; figure++)
            Console.WriteLine($"| {(figure == 0 ? Title : "")} | {Figures[figure]} | {Text(olds, figure)} | {Text(news, figure)} | {Text(others, figure)} | {(figure == 0 ? Alternative : "")} | {(figure == 0 ? $"`{Name}`" : "")} |");
    }

    static string Text(List<double[]> runs, int figure)
    {
        var values = runs.Where(run => figure < run.Length && !double.IsNaN(run[figure])).Select(run => run[figure]).Order().ToList();
        if (values.Count == 0)
            return "";
        var median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        return median.ToString(Math.Abs(median) < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
    }
}

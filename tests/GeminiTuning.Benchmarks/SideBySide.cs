namespace GeminiTuning.Benchmarks;

/// <summary>Runs candidates in turn, A B A B …, so that a machine whose speed drifts is as fast for one as for the other.</summary>
static class SideBySide
{
    /// <summary>Prints the least, the median and the most of each, and each median's distance from the first's.</summary>
    public static void Run(string title, int runs, IReadOnlyList<(string Name, Func<double> Measure)> candidates)
    {
        var figures = candidates.ToDictionary(candidate => candidate.Name, _ => new List<double>());
        foreach (var candidate in candidates)
            candidate.Measure(); // once for the disk's cache
        for (var run = 0; run < runs; run++)
            foreach (var candidate in candidates)
                figures[candidate.Name].Add(candidate.Measure());

        Console.WriteLine($"{title} ({runs} runs each, in turn)");
        Console.WriteLine($"{"",-34}{"min",10}{"median",10}{"max",10}{"to first",10}");
        var first = Median(figures[candidates[0].Name]);
        foreach (var (name, values) in figures)
            Console.WriteLine($"{name,-34}{values.Min(),10:0.0}{Median(values),10:0.0}{values.Max(),10:0.0}{Median(values) - first,10:+0.0;-0.0;0.0}");
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

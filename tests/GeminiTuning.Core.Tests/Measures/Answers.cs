namespace GeminiTuning.Tests.Measures;

/// <summary>Answers and measurements, made for tests.</summary>
static class Answers
{
    public static TunedModelResponse Of(string prompt, string text) => new()
    {
        Prompt = prompt,
        Model = "tunedModels/a",
        Candidates = [new ResponseCandidate { Text = text }],
        Usage = new TokenUsage { PromptTokenCount = 3, CandidatesTokenCount = 2, ThoughtsTokenCount = 1 },
        Latency = TimeSpan.FromMilliseconds(text.Length),
    };

    /// <summary>A measurement over rows of which the answers are right or wrong.</summary>
    public static TunedModelMeasurement Measured(string model, IEnumerable<bool> right, int maxMiss = 1000)
    {
        var builder = new MeasurementBuilder(model, maxMiss: maxMiss);
        var row = 0;
        foreach (var isRight in right)
            builder.Add($"out {++row}", Of($"in {row}", isRight ? $"out {row}" : "wrong"));
        return builder.Build();
    }

    /// <summary>A measurement over rows with scores.</summary>
    public static TunedModelMeasurement Scored(string model, IEnumerable<double> scores)
    {
        var builder = new MeasurementBuilder(model);
        var row = 0;
        foreach (var score in scores)
            builder.Add("x", Of($"in {++row}", "y"), score);
        return builder.Build();
    }
}

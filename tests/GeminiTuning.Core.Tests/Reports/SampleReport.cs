namespace GeminiTuning.Tests.Reports;

/// <summary>Reports with all that a report can contain, made for tests.</summary>
static class SampleReport
{
    /// <summary>A key that looks like one of Google's.</summary>
    public const string Secret = "AIzaSyFAKE-not_a_real_key_0123456789abc";

    /// <summary>Texts that try to become markup, commands, mentions, or links, or that break what stands beside them.</summary>
    public static IReadOnlyList<string> HostileTexts { get; } =
    [
        "<script>document.title = 'run'</script>", "\"><img src=https://example.com/x.png onerror=alert(1)>", "</style></table></main><h1>taken</h1>", "]]>", "&lt;b&gt; &#x3C;",
        "<!--", "--> <svg onload=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "[link](https://example.com) ![picture](https://example.com/x.png)",
        "`code` ``more`` ```", "a | b | c", "@everyone #1 GH-1 https://example.com", "**bold** __bold__ ~~gone~~ $x$", "line\r\nbreak\n\n# title\n- item\n| a |\n|---|",
        "\u202Ereversed\u202C \u2066isolated", "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627", "\0\a\b\u001b[31mred\u001b[0m\u0085", "\uD800 half \uDFFF", "\uFFFE\uFFFF", "😀👩‍👩‍👧",
        new string('w', 3000), $"the key is {Secret}", "", " ", "\t",
    ];

    public static DateTimeOffset Created { get; } = new(2026, 11, 28, 9, 30, 0, TimeSpan.Zero);

    /// <summary>A report on two models, which classify texts.</summary>
    public static TuningReport Of(int rows = 60, int classes = 4) => Filled(new TuningReport(Created) { Command = "Export-TuningReport -Path 'report.html'" }, Measurements(rows, classes));

    /// <summary>A report in which each text from outside is a hostile one.</summary>
    public static TuningReport Hostile()
    {
        var texts = HostileTexts;
        TunedModelMeasurement[] measurements = [Measured("tunedModels/<b>\"one\"</b>", 0), Measured("tunedModels/@two|`x`", 1)];
        return Filled(new TuningReport(Created) { Title = texts[0] + texts[2], Command = $"Export-TuningReport -Title '{texts[0]}' {Secret}" }, measurements, texts[0] + texts[12]);

        TunedModelMeasurement Measured(string model, int right)
        {
            var builder = new MeasurementBuilder(model);
            for (var row = 0; row < 2 * texts.Count; row++)
            {
                var expected = row % 4 < 2 ? texts[0] : texts[5];
                builder.Add(expected, Response(texts[row % texts.Count], row % 2 == right ? expected : texts[(row + 1) % texts.Count]));
            }
            return builder.Build();
        }
    }

    /// <summary>Adds a dataset, a split, models, and comparisons of measurements.</summary>
    public static TuningReport Filled(TuningReport report, IReadOnlyList<TunedModelMeasurement> measurements, string? text = null)
    {
        var examples = Enumerable.Range(1, 40).Select(row => new TuningExample
        {
            TextInput = $"{text} ticket {row % 37}",
            Output = row % 2 == 0 ? "hardware" : text ?? "account",
            File = "/home/person/tickets.csv",
            Line = row + 1,
        }).ToList();
        report.Add(Check(examples));
        var splitter = new ExampleSplitter(new SplitOptions { ValidationRatio = 0.25, Seed = 7 });
        examples.ForEach(splitter.Add);
        report.Add(new TuningExampleSplit(examples, splitter.Split(), 7));
        foreach (var (measurement, index) in measurements.Select((measurement, index) => (measurement, index)))
        {
            report.Add(Model(measurement.Model, text ?? $"tickets v{index + 1}", index));
            report.Add(measurement);
        }
        if (measurements.Count > 1)
            foreach (var comparison in MeasurementComparer.Compare(measurements[0], [.. measurements.Skip(1)], MeasureName.Accuracy))
                report.Add(comparison);
        return report;
    }

    /// <summary>Measurements of two models. The second one is right more often.</summary>
    public static TunedModelMeasurement[] Measurements(int rows, int classes) =>
        [Measured("tunedModels/first", 3, rows, classes), Measured("tunedModels/second", 9, rows, classes)];

    /// <summary>A measurement over rows of classes, and a blocked one.</summary>
    /// <param name="model">The name of the model.</param>
    /// <param name="rightOf">Of so many rows, one is answered with another class.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    public static TunedModelMeasurement Measured(string model, int rightOf, int rows = 60, int classes = 4)
    {
        var builder = new MeasurementBuilder(model);
        for (var row = 0; row < rows; row++)
            builder.Add(Class(row), Response($"ticket {row}", row % rightOf == 0 ? Class(row + 1) : row % 17 == 0 ? "no class" : Class(row)));
        builder.AddUnanswered(isBlocked: true);
        return builder.Build();

        string Class(int row) => $"class {row % classes}";
    }

    /// <summary>A measurement with wrong answers of this text.</summary>
    public static TunedModelMeasurement Missed(string text, int count = 1) => Measured("tunedModels/a", 3) with
    {
        MissCount = count,
        Misses = [.. Enumerable.Range(1, count).Select(row => new TunedModelMiss(row, text, "right", text, 0, null))],
    };

    public static TunedModelResponse Response(string prompt, string text) => new()
    {
        Prompt = prompt,
        Model = "tunedModels/a",
        Candidates = [new ResponseCandidate { Text = text }],
        Usage = new TokenUsage { PromptTokenCount = 3, CandidatesTokenCount = 2, ThoughtsTokenCount = 1 },
        Latency = TimeSpan.FromMilliseconds(text.Length),
        InputObject = new { id = prompt },
    };

    public static TunedModel Model(string name, string displayName, int seed = 0, int steps = 40) => new()
    {
        Name = name,
        DisplayName = displayName,
        Description = displayName,
        State = TunedModelState.Active,
        BaseModel = "models/gemini-3.5-flash",
        CreateTime = Created.AddHours(-2),
        StartTime = Created.AddHours(-2),
        CompleteTime = Created.AddHours(-1),
        Hyperparameters = new Hyperparameters { EpochCount = 4, BatchSize = 4, LearningRate = 0.001f },
        Labels = new Dictionary<string, string> { ["team"] = displayName },
        Snapshots = [.. Enumerable.Range(1, steps).Select(step => new TuningSnapshot
        {
            Step = step, Epoch = 1 + (step * 4 / (steps + 1)), MeanLoss = (3f / (step + seed + 1)) + (step % 3 * 0.01f), ValidationLoss = step % 5 == 0 ? (3.2f / (step + 1)) + 0.1f : null,
        })],
        Checkpoints = [.. Enumerable.Range(1, 4).Select(epoch => new TunedModelCheckpoint
        {
            CheckpointId = $"{epoch}", Epoch = epoch, Step = epoch * steps / 4, MeanLoss = 1f / epoch, ValidationLoss = 1.1f / epoch, IsDefault = epoch == 4,
        })],
        Evaluations = [.. Enumerable.Range(1, 2).Select(epoch => new TunedModelEvaluation
        {
            Metric = "ExactMatch", CheckpointId = $"{epoch}", Epoch = epoch, Step = epoch * steps / 4, Mean = 0.25f * epoch, StandardDeviation = 0.5f,
        })],
        DataStatistics = new TuningDataStatistics
        {
            ExampleCount = 40,
            BillableTokenCount = 1_234_567,
            InputTokens = new TuningDataDistribution { Total = 840, Min = 12, P5 = 13.5, Median = 21, Mean = 21, P95 = 30, Max = 33 },
        },
    };

    static TuningDataReport Check(IEnumerable<TuningExample> examples)
    {
        var checker = new TuningDataChecker(ExampleLimits.VertexAI);
        foreach (var example in examples)
            checker.Add(example);
        return checker.Report(new Hyperparameters { EpochCount = 4, BatchSize = 4 });
    }
}

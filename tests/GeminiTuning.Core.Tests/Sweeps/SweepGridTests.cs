namespace GeminiTuning.Tests.Sweeps;

/// <summary>A sweep has each combination of settings once, and each job has an ID that doesn't change.</summary>
public sealed class SweepGridTests
{
    static readonly TuningRequest s_request = new()
    {
        Id = "",
        DisplayName = "banking, epochs 4",
        BaseModel = "models/b",
        Hyperparameters = new Hyperparameters { EpochCount = 4 },
        TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "in", Output = "out" }]),
    };

    [Fact]
    public void All_combinations_are_there_once_and_the_last_setting_changes_fastest()
    {
        var settings = SweepGrid.Combine(epochCounts: [1, 2, 1], adapterSizes: [1, 4]);
        Assert.Equal([(1, 1), (1, 4), (2, 1), (2, 4)], settings.Select(how => (how.EpochCount!.Value, how.AdapterSize!.Value)));
        Assert.All(settings, how => Assert.Null(how.BatchSize));
        Assert.Equal(new Hyperparameters(), Assert.Single(SweepGrid.Combine()));
        Assert.Equal(12, SweepGrid.Combine([1, 2], [4], [0.1f, 0.01f, 0.001f], null, [1, 2]).Count);
    }

    [Fact]
    public void A_display_name_has_the_settings()
    {
        Assert.Equal("banking, epochs 4, adapter 1", SweepGrid.DisplayName("banking", new Hyperparameters { EpochCount = 4, AdapterSize = 1 }));
        Assert.Equal("banking, batch 16, rate 0.001", SweepGrid.DisplayName("banking", new Hyperparameters { BatchSize = 16, LearningRate = 0.001f }));
        Assert.Equal("banking, multiplier 0.5", SweepGrid.DisplayName("banking", new Hyperparameters { LearningRateMultiplier = 0.5f }));
        Assert.Equal("banking", SweepGrid.DisplayName("banking", new Hyperparameters()));
    }

    [Fact]
    public void An_ID_is_the_same_for_the_same_request_and_valid()
    {
        var id = SweepGrid.RequestId(s_request, 1);
        Assert.Equal(id, SweepGrid.RequestId(s_request with { TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "in", Output = "out" }]) }, 1));
        Assert.Matches("^banking-epochs-4-[0-9a-f]{12}$", id);
        Assert.Equal(id, ResourceName.NewModelId(id));
        // What only describes a job isn't part of it.
        Assert.Equal(id, SweepGrid.RequestId(s_request with { Description = "d", Labels = new Dictionary<string, string> { ["team"] = "a" } }, 1));
    }

    public static TheoryData<string, TuningRequest> Others => new()
    {
        { "display name", s_request with { DisplayName = "banking, epochs 5" } },
        { "base model", s_request with { BaseModel = "models/c" } },
        { "source model", s_request with { BaseModel = null, SourceModel = "models/b" } },
        { "checkpoint", s_request with { SourceCheckpoint = "1" } },
        { "settings", s_request with { Hyperparameters = new Hyperparameters { EpochCount = 4, BatchSize = 1 } } },
        { "examples", s_request with { TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "in", Output = "other" }]) } },
        { "borders of texts", s_request with { TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "ino", Output = "ut" }]) } },
        { "place of the examples", s_request with { TrainingData = new ExamplesAtUri("gs://b/o") } },
        { "validation examples", s_request with { ValidationData = new ExamplesAtUri("gs://b/o") } },
        { "rejected output", s_request with { TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "in", Output = "out", RejectedOutput = "other" }]) } },
        { "evaluation metrics", s_request with { EvaluationMetrics = [EvaluationMetric.Parse("Bleu")] } },
        { "checkpoints to keep", s_request with { ExportLastCheckpointOnly = true } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_request_has_another_ID(string difference, TuningRequest other)
    {
        Assert.True(SweepGrid.RequestId(s_request, 1) != SweepGrid.RequestId(other, 1), difference);
        Assert.NotEqual(SweepGrid.RequestId(s_request, 1), SweepGrid.RequestId(s_request, 2));
    }

    [Fact]
    public void Files_have_the_same_ID_for_the_same_content()
    {
        using var one = new TrainingFile(VertexForm.Write);
        using var same = new TrainingFile(VertexForm.Write);
        using var other = new TrainingFile(VertexForm.Write);
        one.Add("in", "out");
        same.Add("in", "out");
        other.Add("in", "else");
        string Id(TrainingFile file) => SweepGrid.RequestId(s_request with { TrainingData = file.Data }, 1);
        Assert.Equal(Id(one), Id(same));
        Assert.NotEqual(Id(one), Id(other));
    }
}

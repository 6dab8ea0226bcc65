namespace GeminiTuning.Vertex;

/// <summary>From the statistics of a tuning job's dataset to the module's types.</summary>
static class StatisticsReading
{
    /// <summary>Returns the statistics of a job; null until the job has read its dataset.</summary>
    public static TuningDataStatistics? Statistics(this WireTuningJob wire) => wire.DataStats() is not { } stats ? null : new TuningDataStatistics
    {
        ExampleCount = stats.TuningDatasetExampleCount,
        BillableTokenCount = stats.TotalBillableTokenCount,
        CharacterCount = stats.TotalTuningCharacterCount,
        StepCount = stats.TuningStepCount,
        DroppedExampleCount = stats.DroppedCount(),
        InputTokens = stats.UserInputTokenDistribution.ToDistribution(),
        OutputTokens = stats.UserOutputTokenDistribution.ToDistribution(),
        MessagesPerExample = stats.UserMessagePerExampleDistribution.ToDistribution(),
    };

    /// <summary>Returns the statistics of the job's method. Preference tuning has its own names for some of them, and counts neither the
    /// dropped examples nor the characters.</summary>
    public static WireSupervisedTuningDataStats? DataStats(this WireTuningJob wire) => wire.TuningDataStats switch
    {
        { SupervisedTuningDataStats: { } stats } => stats,
        { PreferenceOptimizationDataStats: { } pairs } => new WireSupervisedTuningDataStats
        {
            TuningDatasetExampleCount = pairs.TuningDatasetExampleCount,
            TotalBillableTokenCount = pairs.TotalBillableTokenCount,
            TuningStepCount = pairs.TuningStepCount,
            UserInputTokenDistribution = pairs.UserInputTokenDistribution,
            UserOutputTokenDistribution = pairs.UserOutputTokenDistribution,
            TruncatedExampleIndices = pairs.DroppedExampleIndices,
            DroppedExampleReasons = pairs.DroppedExampleReasons,
        },
        _ => null,
    };

    /// <summary>How many examples were truncated or dropped: the indices are only some of them.</summary>
    public static int DroppedCount(this WireSupervisedTuningDataStats stats) =>
        Math.Max(stats.TotalTruncatedExampleCount ?? 0, stats.TruncatedExampleIndices?.Count ?? 0);

    /// <summary>The rows that were truncated or dropped. The indices are counted from 1; each reason belongs to the index in the same
    /// place.</summary>
    public static RowProblem[] Dropped(this WireSupervisedTuningDataStats stats) =>
        (stats.TruncatedExampleIndices ?? []).Select((row, place) => (row, Reason: stats.DroppedExampleReasons?.ElementAtOrDefault(place)))
            .Where(dropped => dropped.row is > 0)
            .Select(dropped => new RowProblem(dropped.row!.Value, dropped.Reason is { Length: > 0 } reason ? reason : Messages.ServiceGaveNoReason)).ToArray();

    static TuningDataDistribution? ToDistribution(this WireDistribution? wire) => wire is null ? null
        : new TuningDataDistribution((wire.Buckets ?? []).OfType<WireBucket>().Select(bucket => new TuningDataBucket(bucket.Count ?? 0, bucket.Left, bucket.Right)).ToArray())
        {
            Total = wire.Total,
            BillableTotal = wire.BillableTotal,
            Min = wire.Min,
            Max = wire.Max,
            Mean = wire.Mean,
            Median = wire.Median,
            P5 = wire.P5,
            P95 = wire.P95,
        };
}

namespace GeminiTuning;

/// <summary>Reads a loss curve. The criteria and their reasons are in about_GeminiTuning_Measures.</summary>
static class LossReader
{
    /// <summary>The fewest training losses to judge.</summary>
    public const int FewestTraining = 10;

    /// <summary>The fewest validation losses to judge.</summary>
    public const int FewestValidation = 4;

    // Of the training losses, the last third shows where the curve goes; fewer than this show nothing in it.
    const int FewestRecent = 8;
    const int MostBlocks = 100;
    const double SmallestFall = 0.03;
    const double SmallestRise = 0.05;
    const double SmallestShare = 0.01;
    // Unsteady: the standard deviation around the trend, in proportion to the loss, and to how far it has fallen altogether.
    const double LargestDeviation = 0.25;
    const double LargestJump = 5;
    const int SpikeWindow = 5;
    const double SpikeDeviations = 5;
    const int FewestSpikes = 2;
    const double Tail = (1 - Intervals.Level) / 2;

    /// <summary>Reads the losses of snapshots.</summary>
    public static LossReading Read(string model, string? displayName, bool isRunning, IReadOnlyList<TuningSnapshot> snapshots)
    {
        var epochs = new EpochScale(snapshots, isRunning);
        var training = Points(snapshots, snapshot => snapshot.MeanLoss, epochs);
        var validation = Points(snapshots, snapshot => snapshot.ValidationLoss, epochs);
        var best = validation.MinBy(point => point.Loss);
        var recent = training.Length >= FewestTraining ? Recent(training) : null;
        var isDiverged = snapshots.Any(snapshot => snapshot.MeanLoss is { } loss && !float.IsFinite(loss));
        return new LossReading
        {
            Model = model,
            ModelDisplayName = displayName,
            IsRunning = isRunning,
            Training = training,
            Validation = validation,
            Best = best,
            RecentChange = recent?.Change,
            RecentLoss = recent?.Level,
            IsDiverged = isDiverged,
            Trend = isDiverged ? LossTrend.Unsteady : Judge(training, validation, recent),
        };
    }

    /// <summary>The last third of the training losses.</summary>
    /// <param name="Level">Its median.</param>
    /// <param name="Trend">Its trend.</param>
    /// <param name="Deviation">The standard deviation of the losses around the trend.</param>
    /// <param name="Fall">How far the loss has fallen from the beginning to here; negative if it has risen.</param>
    sealed record RecentLosses(double Level, MonotonicTrend Trend, double Deviation, double Fall)
    {
        /// <summary>The change in proportion to the loss at the beginning of the last third.</summary>
        public double Change => Level - (Trend.Change / 2) is > 0 and var start ? Math.Max(-1, Trend.Change / start) : 0;

        /// <summary>Whether a change is large enough to matter, however sure it is.</summary>
        public bool Matters(double proportion) => Math.Abs(Trend.Change) >= Math.Max(proportion * Level, SmallestShare * Fall);
    }

    static LossTrend Judge(LossPoint[] training, LossPoint[] validation, RecentLosses? recent) =>
        recent is not null && IsRising(recent) ? LossTrend.Unsteady
        : RisesAfterLowest(validation) ? LossTrend.Overfitting
        : recent is null ? LossTrend.TooFewPoints
        : IsNoisy(recent) || HasSpikes(training) || HasJumped(training) ? LossTrend.Unsteady
        : IsFalling(recent) && !HasStopped(validation) ? LossTrend.Falling
        : LossTrend.Flat;

    static bool IsRising(RecentLosses recent) => recent.Trend.PValue < Tail && recent.Trend.Change > 0 && recent.Matters(SmallestRise);

    static bool IsFalling(RecentLosses recent) => recent.Trend.PValue < Tail && recent.Trend.Change < 0 && recent.Matters(SmallestFall);

    static bool IsNoisy(RecentLosses recent) =>
        recent.Deviation > LargestDeviation * recent.Level && recent.Deviation > LargestDeviation * recent.Fall;

    /// <summary>Whether the validation loss has had no new low for a third of its points, and at least two.</summary>
    public static bool HasStopped(IReadOnlyList<LossPoint> validation) =>
        validation.Count >= FewestValidation && validation.Count - 1 - Lowest(validation) >= Math.Max(2, validation.Count / 3);

    // The rise is compared with the noise around a curve that falls to its lowest point and rises from there.
    static bool RisesAfterLowest(LossPoint[] validation)
    {
        var lowest = Lowest(validation);
        var after = validation.Length - 1 - lowest;
        if (validation.Length < FewestValidation || after < 2)
            return false;
        var losses = Array.ConvertAll(validation, point => point.Loss);
        var last = Math.Max(2, after / 2);
        var rise = losses[^last..].Average() - losses[lowest];
        // The lowest of many points is low by chance: the more points, the more it takes.
        var limit = SpecialFunctions.NormalQuantile(1 - (Tail / losses.Length)) * MonotonicFit.Noise(losses, lowest) * Math.Sqrt(1 + (1.0 / last));
        return rise >= SmallestRise * losses[lowest] && rise > limit;
    }

    static int Lowest(IReadOnlyList<LossPoint> validation) =>
        Enumerable.Range(0, validation.Count).DefaultIfEmpty(0).MinBy(index => validation.Count > 0 ? validation[index].Loss : 0);

    static RecentLosses Recent(LossPoint[] training)
    {
        var losses = Array.ConvertAll(training, point => point.Loss);
        var last = losses[^Math.Min(losses.Length, Math.Max(FewestRecent, losses.Length / 3))..];
        var level = MonotonicTrend.Median(last);
        var trend = MonotonicTrend.Of(Blocks(last, MostBlocks));
        return new RecentLosses(level, trend, Deviation(last, trend.Change / (last.Length - 1)), MonotonicTrend.Median(losses[..3]) - level);
    }

    // The robust standard deviation of the losses around their trend.
    static double Deviation(double[] losses, double slope)
    {
        var residuals = losses.Select((loss, index) => loss - (slope * index)).ToArray();
        var middle = MonotonicTrend.Median(residuals);
        return MonotonicTrend.NormalMad * MonotonicTrend.Median(Array.ConvertAll(residuals, residual => Math.Abs(residual - middle)));
    }

    // On a log scale, where the noise of a loss is about as large at its beginning as at its end. The beginning itself falls too fast.
    static bool HasSpikes(LossPoint[] training)
    {
        var losses = Array.ConvertAll(training, point => point.Loss);
        var floor = losses.Max() * SmallestShare;
        var logs = Array.ConvertAll(losses, loss => Math.Log(Math.Max(loss, 0) + floor));
        var residuals = Enumerable.Range(0, logs.Length)
            .Select(index => logs[index] - MonotonicTrend.Median(logs[Math.Max(0, index - SpikeWindow)..Math.Min(logs.Length, index + SpikeWindow + 1)]))
            .Skip(logs.Length / 4).ToArray();
        var deviation = MonotonicTrend.NormalMad * MonotonicTrend.Median(Array.ConvertAll(residuals, Math.Abs));
        return residuals.Count(residual => residual > Math.Max(SpikeDeviations * deviation, Math.Log(2))) >= FewestSpikes;
    }

    // Whether the loss rose far above its beginning, for more than a step, however far it fell later.
    static bool HasJumped(LossPoint[] training) => Enumerable.Range(1, training.Length - 2)
        .Any(index => MonotonicTrend.Median([training[index - 1].Loss, training[index].Loss, training[index + 1].Loss]) > LargestJump * training[0].Loss);

    /// <summary>Averages neighbors, so that at most so many values are left.</summary>
    public static double[] Blocks(IReadOnlyList<double> values, int most)
    {
        var count = Math.Min(most, values.Count);
        var blocks = new double[count];
        for (var block = 0; block < count; block++)
        {
            int from = (int)((long)block * values.Count / count), to = (int)((block + 1L) * values.Count / count);
            for (var index = from; index < to; index++)
                blocks[block] += values[index] / (to - from);
        }
        return blocks;
    }

    static LossPoint[] Points(IReadOnlyList<TuningSnapshot> snapshots, Func<TuningSnapshot, float?> loss, EpochScale epochs) =>
    [
        .. from snapshot in snapshots
           let value = loss(snapshot)
           where value is { } known && float.IsFinite(known)
           orderby snapshot.Step
           select new LossPoint(snapshot.Step, Math.Max(0, snapshot.Epoch), epochs.PositionOf(snapshot.Step), value.Value),
    ];
}

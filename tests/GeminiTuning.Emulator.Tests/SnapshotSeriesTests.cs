using System.Collections.Immutable;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Tests;

public sealed class SnapshotSeriesTests
{
    [Fact]
    public void A_long_series_is_thinned_out_and_keeps_the_last_of_each_epoch()
    {
        var series = Grow(steps: 20_000, stepsPerEpoch: 100);
        Assert.InRange(series.Length, SnapshotSeries.Most / 2, SnapshotSeries.Most);
        Assert.Subset(series.Select(s => s.Step).ToHashSet(), Enumerable.Range(1, 200).Select(e => e * 100).ToHashSet());
        Assert.Equal(series.OrderBy(s => s.Step), series);
    }

    [Fact]
    public void A_series_of_very_many_epochs_stays_bounded()
    {
        var series = Grow(steps: 20_000, stepsPerEpoch: 1);
        Assert.InRange(series.Length, SnapshotSeries.Most / 2, SnapshotSeries.Most);
        Assert.Equal(20_000, series[^1].Step);
    }

    static ImmutableArray<TuningSnapshot> Grow(int steps, int stepsPerEpoch)
    {
        ImmutableArray<TuningSnapshot> series = [];
        for (var step = 1; step <= steps; step++)
            series = series.With(new TuningSnapshot(step, ((step - 1) / stepsPerEpoch) + 1, 0, default));
        return series;
    }
}

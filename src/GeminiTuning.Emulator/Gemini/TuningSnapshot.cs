using System.Collections.Immutable;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>What was measured at a step.</summary>
sealed record TuningSnapshot(int Step, int Epoch, float MeanLoss, DateTimeOffset ComputeTime);

/// <summary>The snapshots that are kept of a long tuning.</summary>
static class SnapshotSeries
{
    /// <summary>The most snapshots that are kept. A poll answers all of them.</summary>
    public const int Most = 1000;

    /// <summary>Adds a snapshot. Where there are too many, every other one goes, but for an epoch's last while those are
    /// few enough themselves.</summary>
    public static ImmutableArray<TuningSnapshot> With(this ImmutableArray<TuningSnapshot> series, TuningSnapshot snapshot)
    {
        if (series.Length < Most)
            return series.Add(snapshot);

        var epochEnds = series.Where((s, i) => i + 1 == series.Length || series[i + 1].Epoch != s.Epoch).ToHashSet();
        var keepEnds = epochEnds.Count <= Most / 2;
        return [.. series.Where((s, i) => i % 2 == 1 || (keepEnds && epochEnds.Contains(s))), snapshot];
    }
}

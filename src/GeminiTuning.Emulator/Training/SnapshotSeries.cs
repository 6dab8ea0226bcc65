using System.Collections.Immutable;

namespace GeminiTuning.Emulator.Training;

/// <summary>What was measured at a step of a training.</summary>
interface ISnapshot
{
    /// <summary>The epoch of the step.</summary>
    int Epoch { get; }
}

/// <summary>The snapshots that are kept of a long training.</summary>
static class SnapshotSeries
{
    /// <summary>The most snapshots that are kept. A poll answers all of them.</summary>
    public const int Most = 1000;

    /// <summary>Adds a snapshot. Where there are too many, every other one goes, but for an epoch's last while those are
    /// few enough themselves.</summary>
    public static ImmutableArray<T> With<T>(this ImmutableArray<T> series, T snapshot)
        where T : ISnapshot
    {
        if (series.Length < Most)
            return series.Add(snapshot);

        var epochEnds = series.Where((s, i) => i + 1 == series.Length || series[i + 1].Epoch != s.Epoch).ToHashSet();
        var keepEnds = epochEnds.Count <= Most / 2;
        return [.. series.Where((s, i) => i % 2 == 1 || (keepEnds && epochEnds.Contains(s))), snapshot];
    }
}

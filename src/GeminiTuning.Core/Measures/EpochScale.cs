namespace GeminiTuning;

/// <summary>Converts steps to epochs with fractions. The last step of each epoch is a whole number; between two of them, steps are
/// spread evenly.</summary>
sealed class EpochScale
{
    readonly List<(int Step, double Epoch)> _ends = [(0, 0)];

    /// <param name="snapshots">The snapshots of a tuning.</param>
    /// <param name="isRunning">Whether the last epoch may not be over.</param>
    public EpochScale(IEnumerable<TuningSnapshot> snapshots, bool isRunning)
    {
        foreach (var epoch in snapshots.Where(snapshot => snapshot.Epoch > 0).GroupBy(snapshot => snapshot.Epoch).OrderBy(group => group.Key))
        {
            var end = epoch.Max(snapshot => snapshot.Step);
            if (end > _ends[^1].Step)
                _ends.Add((end, epoch.Key));
        }
        // An epoch that isn't over is as long as the one before.
        if (isRunning && _ends is [.., var (first, done), var (second, begun), var (last, running)] && begun - done == 1 && running - begun == 1)
            _ends[^1] = (Math.Max(last, second + second - first), running);
    }

    /// <summary>How many epochs had been done after a step; 0 if no epoch is known.</summary>
    public double PositionOf(int step)
    {
        for (var end = 1; end < _ends.Count; end++)
            if (step <= _ends[end].Step || end == _ends.Count - 1)
            {
                var (from, to) = (_ends[end - 1], _ends[end]);
                return from.Epoch + ((to.Epoch - from.Epoch) * Math.Max(0, step - from.Step) / (to.Step - from.Step));
            }
        return 0;
    }
}

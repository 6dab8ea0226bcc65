namespace GeminiTuning;

/// <summary>Compares measurements over the same rows.</summary>
public static class MeasurementComparer
{
    /// <summary>Compares measurements with a reference.</summary>
    /// <param name="reference">The measurement to compare with.</param>
    /// <param name="candidates">The measurements of other models, over the same rows.</param>
    /// <param name="measure">What to compare by.</param>
    /// <returns>A comparison for each candidate, in their order. Their p-values are corrected for their number.</returns>
    /// <exception cref="TuningArgumentException">Two measurements have no row in common, or no such measure.</exception>
    public static IReadOnlyList<TunedModelComparison> Compare(
        TunedModelMeasurement reference, IReadOnlyList<TunedModelMeasurement> candidates, MeasureName measure)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(candidates);
        var compared = candidates.Select(candidate => Compare(reference, candidate, measure)).ToList();
        var adjusted = PairedTests.Holm([.. compared.Select(comparison => comparison.PValue)]);
        return [.. compared.Select((comparison, index) => comparison with
        {
            AdjustedPValue = adjusted[index],
            Verdict = Verdict(comparison, adjusted[index]),
        })];
    }

    static TunedModelComparison Compare(TunedModelMeasurement reference, TunedModelMeasurement candidate, MeasureName measure)
    {
        var (pairs, unpaired) = PairedRows.Match(reference.Rows, candidate.Rows);
        var valid = pairs.Select(pair => new Pair(pair.Reference, pair.Candidate, Value(pair.Reference, measure), Value(pair.Candidate, measure)))
            .Where(pair => !double.IsNaN(pair.Change)).ToList();
        if (valid.Count == 0)
            throw new TuningArgumentException(pairs.Count == 0
                ? Messages.NoCommonRows(model: candidate.Title, reference: reference.Title)
                : Messages.NoSuchMeasure(measure));
        var changes = valid.Select(pair => pair.Change).ToList();
        var sign = measure is MeasureName.AbsoluteError or MeasureName.RelativeError ? -1 : 1;
        var comparison = new TunedModelComparison
        {
            Model = candidate.Model,
            ModelDisplayName = candidate.ModelDisplayName,
            Checkpoint = candidate.Checkpoint,
            Reference = reference.Model,
            ReferenceDisplayName = reference.ModelDisplayName,
            ReferenceCheckpoint = reference.Checkpoint,
            Measure = measure,
            Count = valid.Count,
            Unpaired = unpaired,
            Value = valid.Average(pair => pair.Value),
            ReferenceValue = valid.Average(pair => pair.ReferenceValue),
            DifferenceInterval = new MeasureInterval(0, 0),
            BetterCount = changes.Count(change => change * sign > 0),
            WorseCount = changes.Count(change => change * sign < 0),
            Differences = Differences(reference, candidate, valid),
        };
        return valid.TrueForAll(pair => pair is { Value: 0 or 1, ReferenceValue: 0 or 1 })
            ? OfProportions(comparison, valid)
            : OfMeans(comparison, changes);
    }

    static TunedModelComparison OfProportions(TunedModelComparison comparison, List<Pair> pairs)
    {
        var both = pairs.Count(pair => pair is { Value: 1, ReferenceValue: 1 });
        var (only, onlyReference) = (pairs.Count(pair => pair.Change > 0), pairs.Count(pair => pair.Change < 0));
        var difference = (double)(only - onlyReference) / pairs.Count;
        return comparison with
        {
            Difference = difference,
            DifferenceInterval = Intervals.PairedProportions(both, only, onlyReference, pairs.Count - both - only - onlyReference),
            Test = only + onlyReference <= PairedTests.ExactLimit ? PairedTest.McNemarExact : PairedTest.McNemarChiSquare,
            PValue = PairedTests.McNemar(only, onlyReference),
            RowsNeeded = SampleSize.OfProportions((double)(only + onlyReference) / pairs.Count, difference),
        };
    }

    static TunedModelComparison OfMeans(TunedModelComparison comparison, List<double> changes)
    {
        var difference = changes.Average();
        var deviation = changes.Count < 2 ? 0 : Math.Sqrt(changes.Sum(change => (change - difference) * (change - difference)) / (changes.Count - 1));
        // The rows are in the order of their keys, so the first of them are a random sample.
        var drawn = changes.Count <= MostResampled ? changes : changes[..MostResampled];
        return comparison with
        {
            Difference = difference,
            DifferenceInterval = Intervals.Bootstrap(drawn, changes.Count, difference)!,
            Test = PairedTest.Permutation,
            PValue = PairedTests.Permutation(changes),
            RowsNeeded = SampleSize.OfMeans(deviation, difference),
        };
    }

    const int MostResampled = 10_000;

    static ComparisonVerdict Verdict(TunedModelComparison comparison, double pValue)
    {
        if (pValue >= TunedModelComparison.SignificanceLevel || comparison.Difference == 0)
            return ComparisonVerdict.Undecided;
        var isLessBetter = comparison.Measure is MeasureName.AbsoluteError or MeasureName.RelativeError;
        return comparison.Difference > 0 != isLessBetter ? ComparisonVerdict.Better : ComparisonVerdict.Worse;
    }

    static double Value(RowScore score, MeasureName measure) => measure switch
    {
        MeasureName.Accuracy => score.Exact ? 1 : 0,
        MeasureName.NormalizedMatch => score.Normalized ? 1 : 0,
        MeasureName.TokenF1 => score.TokenF1,
        MeasureName.RougeL => score.RougeL,
        MeasureName.ChrF => score.ChrF,
        MeasureName.Score => score.Score,
        MeasureName.AbsoluteError => score.AbsoluteError,
        _ => score.RelativeError,
    };

    static RowDifference[] Differences(TunedModelMeasurement reference, TunedModelMeasurement candidate, List<Pair> pairs)
    {
        var (missesOfReference, misses) = (ByRow(reference), ByRow(candidate));
        var found =
            from pair in pairs
            where pair.Change != 0
            let miss = misses.GetValueOrDefault((pair.Candidate.Key, pair.Candidate.Row))
            let missOfReference = missesOfReference.GetValueOrDefault((pair.Reference.Key, pair.Reference.Row))
            let known = miss ?? missOfReference
            where known is not null
            orderby pair.Candidate.Row
            select new RowDifference(
                pair.Candidate.Row, known.Prompt, known.Expected, Text(miss, pair.Candidate, known), Text(missOfReference, pair.Reference, known), pair.Value, pair.ReferenceValue);
        return found.ToArray();
    }

    // The responses of two batches have the same row numbers, so a number alone doesn't identify a row.
    static Dictionary<(ulong Key, long Row), TunedModelMiss> ByRow(TunedModelMeasurement measurement)
    {
        var misses = new Dictionary<(ulong, long), TunedModelMiss>();
        foreach (var miss in measurement.Misses)
            misses.TryAdd((miss.Key, miss.Row), miss);
        return misses;
    }

    // An answer that isn't a miss is the expected text.
    static string? Text(TunedModelMiss? miss, RowScore score, TunedModelMiss known) => miss?.Actual ?? (score.Exact ? known.Expected : null);

    readonly record struct Pair(RowScore Reference, RowScore Candidate, double ReferenceValue, double Value)
    {
        public double Change => Value - ReferenceValue;
    }
}

/// <summary>Finds the rows that two measurements have in common.</summary>
static class PairedRows
{
    /// <summary>Returns the pairs by their keys. Rows with the same key are paired in their order.</summary>
    /// <returns>The pairs, and how many rows have no partner.</returns>
    public static (IReadOnlyList<(RowScore Reference, RowScore Candidate)> Pairs, long Unpaired) Match(RowSample reference, RowSample candidate)
    {
        var (one, other) = (reference.Scores(), candidate.Scores());
        // Beyond the smaller of both limits, a row without a partner may only be one that the other sample left out.
        var limit = Math.Min(reference.Limit, candidate.Limit);
        var pairs = new List<(RowScore, RowScore)>();
        long unpaired = 0;
        for (int left = 0, right = 0; left < one.Count || right < other.Count;)
        {
            var order = left == one.Count ? 1 : right == other.Count ? -1 : one[left].Key.CompareTo(other[right].Key);
            if (order == 0)
                pairs.Add((one[left++], other[right++]));
            else
                unpaired += (order < 0 ? one[left++] : other[right++]).Key < limit ? 1 : 0;
        }
        return (pairs, unpaired);
    }
}

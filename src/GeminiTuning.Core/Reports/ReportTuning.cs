using System.Globalization;

namespace GeminiTuning;

/// <summary>The tuned models of a report: their settings, their loss, and their checkpoints.</summary>
static class ReportTuning
{
    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        foreach (var model in report.Models)
        {
            yield return new ReportHeading(names.Of(model.Name));
            yield return new ReportFacts([.. Facts(model, report.PricePerMillionToken)]);
            if (model.Losses is { } losses)
                yield return new ReportCurve(losses with { ModelDisplayName = names.Of(model.Name) });
            if (model.Model?.Checkpoints is { Count: > 0 } checkpoints)
                yield return Checkpoints(checkpoints);
            if (model.Model?.Evaluations is { Count: > 0 } evaluations)
                yield return Evaluations(evaluations);
            if (model.Model?.DataStatistics is { } statistics && Distributions(statistics).ToList() is { Count: > 0 } distributions)
                yield return new ReportTable(Messages.CaptionDistributions, s_distribution, distributions);
            if (model.Operation?.DroppedExampleCount > 0)
                yield return Dropped(model.Operation);
        }
    }

    static IEnumerable<ReportFact> Facts(ReportModel model, double? price)
    {
        var (tuned, operation) = (model.Model, model.Operation);
        yield return new("Name", ReportCell.Data(ReportString.Of(model.Name)));
        foreach (var (label, text) in Texts(tuned))
            if (text is { Length: > 0 })
                yield return new(label, ReportCell.Data(ReportString.Of(text)));
        yield return new("State", tuned?.State.ToString() ?? operation!.State.ToString());
        foreach (var (label, number) in Numbers(tuned, operation))
            if (number is not null)
                yield return new(label, ReportNumber.Plain(number));
        foreach (var fact in Cost(tuned?.DataStatistics, price))
            yield return fact;
        if (tuned?.Loss is { } loss)
            yield return new(Messages.LabelLastLoss, ReportNumber.Loss(loss));
        if (tuned?.ValidationLoss is { } validation)
            yield return new(Messages.LabelLastValidationLoss, ReportNumber.Loss(validation));
        foreach (var fact in Times(tuned))
            yield return fact;
        if ((tuned?.Error ?? operation?.Error) is { } error)
            yield return new("Error", ReportCell.Data(ReportString.Of(error.ToString())));
    }

    static IEnumerable<(string Label, string? Text)> Texts(TunedModel? model) =>
    [
        ("Description", model?.Description), ("Labels", model?.Labels.ToString()), (Messages.LabelBaseModel, model?.BaseModel),
        (Messages.LabelSourceModel, model?.SourceModel), (Messages.LabelDefaultCheckpoint, model?.DefaultCheckpointId),
    ];

    static IEnumerable<(string Label, double? Number)> Numbers(TunedModel? model, TuningOperation? operation) =>
    [
        ("Examples", operation?.ExampleCount ?? model?.DataStatistics?.ExampleCount), ("Epochs", model?.Hyperparameters.EpochCount ?? operation?.TotalEpochs),
        (Messages.LabelBatchSize, model?.Hyperparameters.BatchSize), (Messages.LabelLearningRate, Exact(model?.Hyperparameters.LearningRate)),
        (Messages.LabelLearningRateMultiplier, Exact(model?.Hyperparameters.LearningRateMultiplier)), (Messages.LabelAdapterSize, model?.Hyperparameters.AdapterSize),
        ("Beta", Exact(model?.Hyperparameters.Beta)), ("Steps", model?.Steps ?? operation?.CompletedSteps), ("Temperature", Exact(model?.Temperature)), ("Top-p", Exact(model?.TopP)), ("Top-k", model?.TopK),
    ];

    static IEnumerable<ReportFact> Cost(TuningDataStatistics? statistics, double? price)
    {
        if (statistics?.BillableTokenCount is not { } tokens)
            yield break;
        yield return new(Messages.LabelBillableTokens, ReportNumber.Count(tokens));
        if (price is { } million)
            yield return new(Messages.LabelTrainingCost, ReportNumber.Money(tokens * million / 1e6));
    }

    static IEnumerable<ReportFact> Times(TunedModel? model)
    {
        if (model?.CreateTime is { } created)
            yield return new("Created", ReportNumber.Time(created));
        if (model is { StartTime: { } start, CompleteTime: { } end } && end >= start)
            yield return new(Messages.LabelTuningTime, (end - start).ToString(end - start < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture));
    }

    // 0.001 and not 0.0010000000474974513.
    static double? Exact(float? number) => number is { } value ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    static ReportTable Checkpoints(IReadOnlyList<TunedModelCheckpoint> checkpoints) => new(
        Messages.CaptionCheckpoints,
        [
            new("Checkpoint"), Number("Epoch"), Number("Step"), Number("Loss"), Number(Messages.LabelValidationLoss), Number(Messages.LabelTokenAccuracy),
            Number(Messages.LabelValidationTokenAccuracy), new("Default"),
        ],
        checkpoints.Select(checkpoint => new ReportRow(
            ReportCell.Data(ReportString.Line(checkpoint.CheckpointId, 60)), ReportNumber.Count(checkpoint.Epoch), ReportNumber.Count(checkpoint.Step),
            ReportNumber.Loss(checkpoint.MeanLoss), ReportNumber.Loss(checkpoint.ValidationLoss), ReportNumber.Loss(checkpoint.TokenAccuracy),
            ReportNumber.Loss(checkpoint.ValidationTokenAccuracy), checkpoint.IsDefault ? "yes" : "")));

    static ReportTable Evaluations(IReadOnlyList<TunedModelEvaluation> evaluations) => new(
        Messages.CaptionEvaluations,
        [new("Checkpoint"), Number("Epoch"), Number("Step"), new("Metric"), Number("Mean"), Number(Messages.LabelDeviation), new("Error")],
        evaluations.Select(evaluation => new ReportRow(
            ReportCell.Data(ReportString.Line(evaluation.CheckpointId ?? "", 60)), ReportNumber.Count(evaluation.Epoch), ReportNumber.Count(evaluation.Step),
            ReportCell.Data(ReportString.Line(evaluation.Metric, 60)), ReportNumber.Loss(evaluation.Mean), ReportNumber.Loss(evaluation.StandardDeviation),
            ReportCell.Data(ReportString.Of(evaluation.Error?.ToString() ?? "")))));

    static readonly ReportColumn[] s_distribution =
        [new("Per example"), Number("Total"), Number("Minimum"), Number("5%"), Number("Median"), Number("Mean"), Number("95%"), Number("Maximum")];

    static IEnumerable<ReportRow> Distributions(TuningDataStatistics statistics)
    {
        (string Label, TuningDataDistribution? Distribution)[] all =
            [(Messages.LabelInputTokens, statistics.InputTokens), (Messages.LabelOutputTokens, statistics.OutputTokens), (Messages.LabelTurns, statistics.MessagesPerExample)];
        return from row in all
               where row.Distribution is not null
               let of = row.Distribution
               select new ReportRow(
                   row.Label, ReportNumber.Count(of.Total), ReportNumber.Plain(of.Min), ReportNumber.Plain(of.P5), ReportNumber.Plain(of.Median), ReportNumber.Plain(of.Mean),
                   ReportNumber.Plain(of.P95), ReportNumber.Plain(of.Max));
    }

    static ReportTable Dropped(TuningOperation operation) => new(
        Messages.CaptionDropped(operation.DroppedExampleCount), [Number("Row"), new("Reason")],
        operation.DroppedExamples.Select(problem => new ReportRow(ReportNumber.Count(problem.Row), ReportCell.Data(ReportString.Of(problem.Problem)))));

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);
}

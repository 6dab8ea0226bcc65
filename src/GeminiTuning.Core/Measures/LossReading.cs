using System.Globalization;
using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>What a loss curve shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LossTrend>))]
public enum LossTrend : long
{
    /// <summary>There are too few losses to say.</summary>
    TooFewPoints,
    /// <summary>The loss is still falling: more epochs may help.</summary>
    Falling,
    /// <summary>The loss has leveled off: more epochs would change little.</summary>
    Flat,
    /// <summary>The validation loss is rising: the model overfits.</summary>
    Overfitting,
    /// <summary>The training loss rises, or jumps: the learning rate may be too high.</summary>
    Unsteady,
}

/// <summary>A loss at a step.</summary>
/// <param name="Step">The step, counted from 1.</param>
/// <param name="Epoch">The epoch that the step belongs to, counted from 1; 0 if it isn't known.</param>
/// <param name="EpochPosition">How many epochs had been done after the step, such as 1.5; 0 if it isn't known.</param>
/// <param name="Loss">The mean loss of the examples.</param>
public sealed record LossPoint(int Step, int Epoch, double EpochPosition, double Loss)
{
    /// <summary>The step and the loss on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"step {Step}, loss {Loss:0.####}");
}

/// <summary>The losses of a tuning, and what they show. For the criteria, see about_GeminiTuning_Measures.</summary>
public sealed record LossReading
{
    /// <summary>The resource name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it has none.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>What the curve shows.</summary>
    public LossTrend Trend { get; init; }

    /// <summary>Whether the tuning is still running.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The last step with a loss; null if there is none.</summary>
    public int? Step => Last?.Step;

    /// <summary>The epoch of the last step with a loss; null if it isn't known.</summary>
    public int? Epoch => Known(Last);

    /// <summary>The last training loss; null if there is none.</summary>
    public double? TrainingLoss => Training.Count > 0 ? Training[^1].Loss : null;

    /// <summary>The last validation loss; null if there is none.</summary>
    public double? ValidationLoss => Validation.Count > 0 ? Validation[^1].Loss : null;

    /// <summary>The change of the training loss over its last third, as a proportion of the loss at the beginning of it: -0.1 is a fall by
    /// 10%. Null if there are too few losses.</summary>
    public double? RecentChange { get; init; }

    /// <summary>The median of the training loss over its last third; null if there are too few losses.</summary>
    public double? RecentLoss { get; init; }

    /// <summary>The lowest validation loss; null if there is none.</summary>
    public double? BestValidationLoss => Best?.Loss;

    /// <summary>The step with the lowest validation loss; null if there is no validation loss.</summary>
    public int? BestStep => Best?.Step;

    /// <summary>The epoch with the lowest validation loss; null if there is no validation loss, or if the epoch isn't known.</summary>
    public int? BestEpoch => Known(Best);

    /// <summary>The epoch from which the validation loss rises; null if it doesn't rise, or if the epoch isn't known.</summary>
    public int? OverfittingEpoch => Known(OverfittingStart);

    /// <summary>The first step with a risen validation loss; null if it doesn't rise.</summary>
    public int? OverfittingStep => OverfittingStart?.Step;

    /// <summary>The training losses, in the order of their steps.</summary>
    public IReadOnlyList<LossPoint> Training { get; init => field = Points(value); } = TextList<LossPoint>.Empty;

    /// <summary>The validation losses, in the order of their steps.</summary>
    public IReadOnlyList<LossPoint> Validation { get; init => field = Points(value); } = TextList<LossPoint>.Empty;

    /// <summary>What the curve shows, in a sentence or two.</summary>
    public string Summary => Messages.LossInWords(this);

    /// <summary>The display name, or else the ID.</summary>
    internal string Title => ModelDisplayName is { Length: > 0 } name && !IsNameShared ? name : Model[(Model.LastIndexOf('/') + 1)..];

    // Whether another model of the same chart has the same display name.
    internal bool IsNameShared { get; init; }

    internal LossChart? Chart { get; init; }

    // Whether a training loss wasn't a finite number.
    internal bool IsDiverged { get; init; }

    internal LossPoint? Best { get; init; }

    internal LossPoint? OverfittingStart => Trend == LossTrend.Overfitting && Best is { } best
        ? Validation.FirstOrDefault(point => point.Step > best.Step)
        : null;

    LossPoint? Last => Training.Concat(Validation).MaxBy(point => point.Step);

    /// <summary>Reads the losses of a model.</summary>
    /// <param name="model">The model, with its snapshots.</param>
    public static LossReading Of(TunedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LossReader.Read(model.Name, model.DisplayName, model.State is TunedModelState.Creating, model.Snapshots);
    }

    /// <summary>Reads the losses of a tuning operation so far.</summary>
    /// <param name="operation">The operation, with its snapshots.</param>
    public static LossReading Of(TuningOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return LossReader.Read(operation.Model, operation.DisplayName ?? operation.Result?.DisplayName, !operation.Done, operation.Snapshots);
    }

    /// <summary>Puts readings into charts of several models each.</summary>
    /// <param name="readings">The readings.</param>
    /// <returns>The readings, which know their charts.</returns>
    public static IReadOnlyList<LossReading> Together(IEnumerable<LossReading> readings) =>
    [
        .. readings.Chunk(LossChart.MostModels).SelectMany(several =>
        {
            LossReading[] named = [.. several.Select(one => one with { IsNameShared = several.Count(other => other.ModelDisplayName == one.ModelDisplayName) > 1 })];
            var chart = new LossChart(named);
            return named.Select(one => one with { Chart = chart });
        }),
    ];

    /// <summary>Returns the chart that the curve is in, with the other models that were shown together with it.</summary>
    public LossChart ToChart() => Chart ?? new LossChart([this]);

    /// <summary>Returns the summary in lines, which are broken between words.</summary>
    /// <param name="width">The longest line, in characters: 1 or more. Only a word can be longer.</param>
    public IReadOnlyList<string> ToLines(int width)
    {
        var lines = new List<string>();
        foreach (var word in PrintableText.Message(Summary).Split(' '))
            if (lines is [.., var last] && last.Length + 1 + word.Length <= width)
                lines[^1] = $"{last} {word}";
            else
                lines.Add(word);
        return lines;
    }

    /// <summary>What the curve shows, in a sentence or two.</summary>
    public override string ToString() => Summary;

    static int? Known(LossPoint? point) => point is { Epoch: > 0 } ? point.Epoch : null;

    // In a cell of a table, a thousand losses would be too many.
    static TextList<LossPoint> Points(IReadOnlyList<LossPoint> points) =>
        TextList<LossPoint>.Of(points.ToArray(), MessageText.Count(points.Count, "point"));
}

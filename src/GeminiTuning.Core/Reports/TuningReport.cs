using System.Reflection;
using System.Text;

namespace GeminiTuning;

/// <summary>A report on tuned models: what they were tuned on and how, how well they respond, and which is better. Add the objects,
/// then save the report to a file.</summary>
public sealed class TuningReport
{
    readonly List<TuningDataReport> _datasets = [];
    readonly List<TuningExampleSplit> _splits = [];
    readonly List<ReportModel> _models = [];
    readonly List<TunedModelMeasurement> _measurements = [];
    readonly List<TunedModelComparison> _comparisons = [];

    /// <summary>Creates a report without objects.</summary>
    /// <param name="createTime">When the report is created.</param>
    public TuningReport(DateTimeOffset createTime) => CreateTime = createTime;

    /// <summary>The title; null for one that names the models.</summary>
    public string? Title { get; init; }

    /// <summary>When the report was created.</summary>
    public DateTimeOffset CreateTime { get; }

    /// <summary>The command that creates the report, for readers who want to repeat it; null if there is none.</summary>
    public string? Command { get; init; }

    /// <summary>The maximum number of wrong answers to show for each model: 0 or more. Default: 100.</summary>
    public int MaxMiss { get; init; } = 100;

    /// <summary>The price of a million training tokens, in the currency of the reader: greater than 0. Null if costs aren't shown.</summary>
    public double? PricePerMillionToken { get; init; }

    /// <summary>The version of the library.</summary>
    public static string Version { get; } = typeof(TuningReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Whether no object was added.</summary>
    public bool IsEmpty => _datasets.Count + _splits.Count + _models.Count + _measurements.Count + _comparisons.Count == 0;

    internal IReadOnlyList<TuningDataReport> Datasets => _datasets;

    internal IReadOnlyList<TuningExampleSplit> Splits => _splits;

    internal IReadOnlyList<ReportModel> Models => _models;

    internal IReadOnlyList<TunedModelMeasurement> Measurements => _measurements;

    internal IReadOnlyList<TunedModelComparison> Comparisons => _comparisons;

    /// <summary>Adds an object: a <see cref="TuningDataReport"/>, <see cref="TuningExampleSplit"/>, <see cref="TunedModel"/>,
    /// <see cref="TuningOperation"/>, <see cref="TunedModelMeasurement"/>, or <see cref="TunedModelComparison"/>. An object that was
    /// added before is ignored. Of a model and its operation, the report shows each fact once.</summary>
    /// <param name="item">The object.</param>
    /// <returns>False if a report can't contain objects of this type.</returns>
    public bool Add(object? item)
    {
        switch (item)
        {
            case TuningDataReport dataset:
                AddOnce(_datasets, dataset);
                return true;
            case TuningExampleSplit split:
                AddOnce(_splits, split);
                return true;
            case TunedModel model:
                AddModel(new ReportModel(model, null));
                return true;
            case TuningOperation operation:
                AddModel(new ReportModel(operation.Result, operation));
                return true;
            case TunedModelMeasurement measurement:
                AddOnce(_measurements, measurement);
                return true;
            case TunedModelComparison comparison:
                AddOnce(_comparisons, comparison);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the report to a file. The file is replaced when the report is complete.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="format">The format of the file.</param>
    /// <exception cref="TuningArgumentException">The format is <see cref="TuningReportFormat.Svg"/>, and the report has no model with a
    /// loss, or more than <see cref="LossSvg.MostModels"/>.</exception>
    /// <exception cref="TuningFileException">The file can't be written.</exception>
    public void Save(string path, TuningReportFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var write = Writer(format);
        TuningFileException.Guard(() =>
        {
            using var file = new UnfinishedFile(path, ReportString.Utf8);
            write(file.Utf8);
            file.Complete(path);
        });
    }

    Action<Stream> Writer(TuningReportFormat format)
    {
        switch (format)
        {
            case TuningReportFormat.Html:
                return file => ReportPage.Write(file, new ReportContent(this));
            case TuningReportFormat.Markdown:
                return file => ReportMarkdown.Write(file, new ReportContent(this));
            case TuningReportFormat.Json:
                return file => ReportJson.Write(file, this);
            default:
                var picture = Encoding.UTF8.GetBytes(Picture());
                return file => file.Write(picture);
        }
    }

    string Picture()
    {
        var readings = Models.Select(model => model.Losses).OfType<LossReading>().ToList();
        return readings.Count is > 0 and var count && count <= LossSvg.MostModels
            ? LossSvg.Draw(readings)
            : throw new TuningArgumentException(Messages.ModelsOfPictureRefused(count: readings.Count, most: LossSvg.MostModels));
    }

    static void AddOnce<T>(List<T> list, T item) where T : class
    {
        if (!list.Exists(known => ReferenceEquals(known, item)))
            list.Add(item);
    }

    // What comes later is newer.
    void AddModel(ReportModel added)
    {
        var index = _models.FindIndex(model => model.Name == added.Name);
        if (index < 0)
            _models.Add(added);
        else
            _models[index] = new ReportModel(added.Model ?? _models[index].Model, added.Operation ?? _models[index].Operation);
    }
}

/// <summary>A model, its tuning operation, or both.</summary>
sealed record ReportModel(TunedModel? Model, TuningOperation? Operation)
{
    public string Name => Model?.Name ?? Operation!.Model;

    public string? DisplayName => Model?.DisplayName ?? Operation?.DisplayName;

    /// <summary>The losses; null if the service reports none.</summary>
    public LossReading? Losses => Model is { Snapshots.Count: > 0 } ? WithLoss(LossReading.Of(Model)) : Operation is null ? null : WithLoss(LossReading.Of(Operation));

    static LossReading? WithLoss(LossReading reading) => reading.Training.Count + reading.Validation.Count > 0 ? reading : null;
}

namespace GeminiTuning;

/// <summary>The names of models in a report: display names, where they say which model is meant. Resource names are too long for
/// tables.</summary>
sealed class ReportNames
{
    const int Longest = 60;

    readonly Dictionary<string, string> _labels = [];

    public ReportNames(TuningReport report)
    {
        var shown = report.Models.Select(model => (model.Name, Label: model.DisplayName is { Length: > 0 } name ? name : Short(model.Name)))
            .Concat(report.Measurements.Select(measurement => (Name: measurement.Model, Label: measurement.ModelDisplayName ?? Short(measurement.Model)))).DistinctBy(model => model.Name);
        foreach (var group in shown.GroupBy(model => model.Label))
            foreach (var (name, label) in group)
                _labels[name] = ReportString.Line(group.Count() == 1 ? label : Messages.LabelWithId(label: label, id: Short(name)), Longest);
    }

    /// <summary>Returns the label of a model.</summary>
    public string Of(string name) => _labels.TryGetValue(name, out var label) ? label : ReportString.Line(Short(name), Longest);

    /// <summary>Returns the label of a measured model, with its checkpoint.</summary>
    public string Of(TunedModelMeasurement measurement) => Of(measurement.Model, measurement.Checkpoint);

    /// <summary>Returns the comparison with labels instead of names.</summary>
    public TunedModelComparison Labeled(TunedModelComparison comparison) => comparison with
    {
        Model = Of(comparison.Model, comparison.Checkpoint),
        ModelDisplayName = null,
        Checkpoint = null,
        Reference = Of(comparison.Reference, comparison.ReferenceCheckpoint),
        ReferenceDisplayName = null,
        ReferenceCheckpoint = null,
    };

    string Of(string name, string? checkpoint) =>
        checkpoint is null ? Of(name) : Messages.ModelTitleName(model: Of(name), displayName: null, checkpoint: ReportString.Line(checkpoint, Longest));

    // The last part of a resource name.
    static string Short(string name) => name[(name.LastIndexOf('/') + 1)..];
}

namespace GeminiTuning;

/// <summary>The names of models in a report: display names, where they say which model is meant. Resource names are too long for
/// tables.</summary>
sealed class ReportNames
{
    const int Longest = 60;

    readonly Dictionary<string, string> _labels = [];

    public ReportNames(TuningReport report)
    {
        var models = report.Models.Select(model => (model.Name, model.DisplayName))
            .Concat(report.Measurements.Select(measurement => (Name: measurement.Model, DisplayName: measurement.ModelDisplayName)))
            .Concat(report.Comparisons.Select(comparison => (Name: comparison.Model, DisplayName: comparison.ModelDisplayName)))
            .Concat(report.Comparisons.Select(comparison => (Name: comparison.Reference, DisplayName: comparison.ReferenceDisplayName)));
        var labels = models.GroupBy(model => model.Name, (name, all) => (
            Name: name, Label: all.Select(model => model.DisplayName).FirstOrDefault(label => label is { Length: > 0 }) ?? Short(name)));
        foreach (var group in labels.GroupBy(model => model.Label))
            foreach (var (name, label) in group)
                _labels[name] = ReportString.Line(group.Count() == 1 ? label : Messages.LabelWithId(label: label, id: Short(name)), Longest);
    }

    /// <summary>Returns the label of a model.</summary>
    public string Of(string name) => _labels[name];

    /// <summary>Returns the label of a measured model, with its checkpoint.</summary>
    public string Of(TunedModelMeasurement measurement) => Of(measurement.Model, measurement.Checkpoint);

    /// <summary>Returns a comparison whose names are labels.</summary>
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
        Messages.ModelTitleName(model: Of(name), displayName: null, checkpoint: checkpoint is null ? null : ReportString.Line(checkpoint, Longest));

    // The last part of a resource name.
    static string Short(string name) => name[(name.LastIndexOf('/') + 1)..];
}

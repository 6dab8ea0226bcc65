namespace GeminiTuning;

/// <summary>Checks a dataset example by example, and reports on it as a whole. Of each example it keeps hashes and numbers, and no text,
/// so that a million examples take 150 to 180 MB, even if they are long.</summary>
public sealed class TuningDataChecker
{
    static readonly TuningDataRule[] s_marks =
    [
        TuningDataRule.OutputRepeatsInput, TuningDataRule.OuterWhiteSpace, TuningDataRule.ControlCharacter, TuningDataRule.ReplacementCharacter,
        TuningDataRule.Mojibake, TuningDataRule.ExposedSecret, TuningDataRule.PersonalData,
    ];

    readonly ExampleLimits _limits;
    readonly CheckedExamples _examples = new();
    readonly RowFindings _training;
    readonly RowFindings _validation;
    readonly SizeRules _sizes;
    readonly ClassRules _classes;
    readonly FormRules _forms;
    readonly LengthCounter _inputs = new();
    readonly LengthCounter _outputs = new();
    int _chats;
    TuningMethod? _method;

    /// <summary>Begins a dataset.</summary>
    /// <param name="limits">What the service takes.</param>
    public TuningDataChecker(ExampleLimits limits)
    {
        _limits = limits;
        _training = new RowFindings(TuningDataset.Training, _examples.Places(TuningDataset.Training));
        _validation = new RowFindings(TuningDataset.Validation, _examples.Places(TuningDataset.Validation));
        _sizes = new SizeRules(limits, _examples);
        _classes = new ClassRules(_examples);
        _forms = new FormRules(_examples);
    }

    /// <summary>Adds an example to validate with. Add all of these before the first to tune on.</summary>
    public void AddValidation(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        Check(TuningDataset.Validation, example);
    }

    /// <summary>Adds an example to tune on.</summary>
    public void Add(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var number = Check(TuningDataset.Training, example);
        _sizes.Add(example);
        _classes.Add(example, number);
        _forms.Add(example);
        _inputs.Add(TuningLimits.Length(example.TextInput));
        _outputs.Add(TuningLimits.Length(example.Output));
        _chats += example.Json is null ? 0 : 1;
    }

    /// <summary>Adds an object that can't be read as an example.</summary>
    /// <param name="dataset">The dataset that it is in.</param>
    public void AddUnreadable(TuningDataset dataset)
    {
        Findings(dataset).Add(TuningDataRule.Unreadable, _examples.Places(dataset).Count, null);
        _examples.Places(dataset).Add(null, null);
    }

    /// <summary>Reports on what was added.</summary>
    /// <param name="settings">How the model is to be tuned, for the number of steps; null for the service's defaults.</param>
    public TuningDataReport Report(Hyperparameters? settings = null)
    {
        IEnumerable<TuningDataFinding> findings =
        [
            .. _training.Findings(), .. _validation.Findings(), .. _sizes.Findings(Method), .. new LikenessRules(_examples).Findings(), .. _classes.Findings(),
            .. _forms.Findings(),
        ];
        return new TuningDataReport
        {
            Service = _limits.Service,
            Method = Method,
            ExampleCount = _examples.Places(TuningDataset.Training).Count,
            ValidationExampleCount = _examples.Places(TuningDataset.Validation).Count,
            ChatCount = _chats,
            InputLength = _inputs.Lengths(),
            OutputLength = _outputs.Lengths(),
            DistinctInputCount = _examples.Index.CountInputs(_examples.FirstTraining),
            DistinctOutputCount = _examples.Index.CountOutputs(_examples.FirstTraining),
            Outputs = _classes.Classes().Select(one => new OutputCount(one.Output, one.Numbers.Count)).ToArray(),
            EpochCount = settings?.EpochCount ?? _limits.DefaultEpochCount,
            BatchSize = settings?.BatchSize ?? _limits.DefaultBatchSize,
            Findings = findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Dataset).ThenBy(finding => finding.Rule).ToArray(),
        };
    }

    // As in a dataset that is sent, the first example decides.
    TuningMethod Method => _method ?? TuningMethod.Supervised;

    RowFindings Findings(TuningDataset dataset) => dataset == TuningDataset.Training ? _training : _validation;

    int Check(TuningDataset dataset, TuningExample example)
    {
        var row = _examples.Places(dataset).Count;
        var number = _examples.Add(dataset, example);
        var hash = _examples.Index.ExactOf(number);
        _method ??= example.Method;
        foreach (var problem in ExampleProblem.Of(example, _limits, Method))
            Findings(dataset).Add(problem.Rule, row, hash);
        var marks = ExampleMarks.Of(example);
        if (marks != 0)
            foreach (var rule in s_marks)
                if (ExampleMarks.Has(marks, rule))
                    Findings(dataset).Add(rule, row, hash);
        return number;
    }
}

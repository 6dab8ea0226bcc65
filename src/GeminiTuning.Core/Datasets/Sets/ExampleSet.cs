namespace GeminiTuning;

/// <summary>A dataset whose examples are validated one at a time.</summary>
public abstract class ExampleSet : RowSet, IDisposable
{
    bool _ignoresRejected;

    private protected ExampleSet()
    {
    }

    /// <summary>The number of stored examples.</summary>
    public abstract int Count { get; }

    /// <summary>Whether an example can have a system instruction.</summary>
    public bool TakesSystemInstructions => Limits.TakesSystemInstructions;

    /// <summary>The system instruction of examples that have none; null for none.</summary>
    public string? SystemInstruction { get; set; }

    /// <summary>The tuning method that the examples are for. Set it before the first example; otherwise, the first example decides. If it
    /// is set to supervised tuning, the rejected outputs of preference pairs are ignored.</summary>
    public TuningMethod? Method
    {
        get;
        set => (field, _ignoresRejected) = (value, value == TuningMethod.Supervised);
    }

    /// <summary>The examples for a request. They are valid until the dataset is disposed.</summary>
    public abstract TrainingData Data { get; }

    private protected override string NoneAtAll => Messages.NoExamples;

    private protected abstract ExampleLimits Limits { get; }

    /// <summary>Adds the next row.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="systemInstruction">The system instruction; null or empty for none.</param>
    /// <exception cref="TuningDataException">The dataset is too large.</exception>
    public void Add(string? input, string? output, string? systemInstruction = null) => Add(new TuningExample
    {
        TextInput = input ?? "",
        Output = output ?? "",
        SystemInstruction = string.IsNullOrEmpty(systemInstruction) ? null : systemInstruction,
    });

    /// <summary>Adds the next row.</summary>
    /// <param name="example">The example.</param>
    /// <param name="inputObject">The object that it was read from, for an error; null if there is none.</param>
    /// <returns>Whether it is valid.</returns>
    /// <exception cref="TuningDataException">The dataset is too large.</exception>
    public bool Add(TuningExample example, object? inputObject = null)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (SystemInstruction is not null && example.SystemInstruction is null)
            example = VertexForm.WithSystemInstruction(example, SystemInstruction);
        if (_ignoresRejected)
            example = VertexForm.WithoutRejected(example);
        var method = Decided(example);
        var problems = ExampleProblem.Of(example, Limits, method);
        if (!Begin(new RowSource(inputObject, example.File, example.Line), problems.Count == 0 ? [] : [.. problems.Select(problem => problem.Message)]))
            return false;
        Keep(example);
        LookForReplaced(example.TextInput);
        LookForReplaced(example.Output);
        LookForReplaced(example.RejectedOutput);
        LookForReplaced(example.SystemInstruction);
        return true;
    }

    /// <summary>Deletes the temporary file of the dataset.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
    }

    TuningMethod Decided(TuningExample example)
    {
        if (Method is { } method)
            return method;
        if (example.Method == TuningMethod.Preference && Limits.Preference is null)
            throw new TuningDataException(Messages.PreferenceUnsupported(Limits.Service));
        Method = example.Method;
        _ignoresRejected = false;
        return example.Method;
    }

    private protected abstract void Keep(TuningExample example);
}

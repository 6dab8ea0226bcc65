namespace GeminiTuning;

/// <summary>A dataset whose examples are validated one at a time.</summary>
public abstract class ExampleSet : RowSet, IDisposable
{
    private protected ExampleSet()
    {
    }

    /// <summary>The number of stored examples.</summary>
    public abstract int Count { get; }

    /// <summary>Whether an example can have a system instruction.</summary>
    public abstract bool TakesSystemInstructions { get; }

    /// <summary>The examples for a request. They are valid until the dataset is disposed.</summary>
    public abstract TrainingData Data { get; }

    private protected override string NoneAtAll => Messages.NoExamples;

    private protected abstract (int Input, int Output) Longest { get; }

    /// <summary>Adds the next row.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="systemInstruction">The system instruction; null or empty for none.</param>
    /// <exception cref="TuningDataException">The dataset is too large.</exception>
    public void Add(string? input, string? output, string? systemInstruction = null)
    {
        systemInstruction = string.IsNullOrEmpty(systemInstruction) ? null : systemInstruction;
        if (!Begin(
            TuningLimits.Check(Messages.TheInput, input, Longest.Input),
            TuningLimits.Check(Messages.TheOutput, output, Longest.Output),
            systemInstruction is null ? null : TuningLimits.Check(Messages.TheSystemInstruction, systemInstruction, Longest.Input)))
            return;
        Keep(new TuningExample { TextInput = input!, Output = output!, SystemInstruction = systemInstruction });
        LookForReplaced(input);
        LookForReplaced(output);
        LookForReplaced(systemInstruction);
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

    private protected abstract void Keep(TuningExample example);
}

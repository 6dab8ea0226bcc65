namespace GeminiTuning;

/// <summary>Examples that are checked one by one as they come.</summary>
public abstract class ExampleSet : RowSet, IDisposable
{
    private protected ExampleSet()
    {
    }

    /// <summary>The number of examples that are kept.</summary>
    public abstract int Count { get; }

    /// <summary>Whether an example may have a system instruction.</summary>
    public abstract bool TakesSystemInstructions { get; }

    /// <summary>The examples, for a request. They are there as long as the set is.</summary>
    public abstract TrainingData Data { get; }

    private protected override string NoneAtAll => Messages.NoExamples;

    private protected abstract (int Input, int Output) Longest { get; }

    /// <summary>Adds the next row.</summary>
    /// <param name="input">What is asked.</param>
    /// <param name="output">The answer to learn.</param>
    /// <param name="systemInstruction">What the model is told beforehand; null or empty for nothing.</param>
    /// <exception cref="TuningDataException">The set is larger than it can be.</exception>
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

    /// <summary>Deletes what the set keeps on disk.</summary>
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

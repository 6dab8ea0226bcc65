namespace GeminiTuning;

/// <summary>Examples for a service that reads them from Cloud Storage, as Vertex AI does: each is written to a temporary file as
/// it comes, and none is kept in memory. At 1 GB it ends.</summary>
public sealed class TrainingFile : ExampleSet, IDisposable
{
    readonly JsonLinesFile _file = new();

    /// <summary>What is written so far, in bytes.</summary>
    public long Length => _file.Length;

    /// <inheritdoc/>
    public override int Count => _file.LineCount;

    internal JsonLinesFile File => _file;

    // An example may be of 131,072 tokens, which only the service can count.
    private protected override (int Input, int Output) Longest => (int.MaxValue, int.MaxValue);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private protected override void Keep(TuningExample example)
    {
        if (!IsGood)
            return;
        _file.Write(writer => VertexForm.Write(writer, example));
        if (_file.Length > TuningLimits.FileBytes)
            throw Refused(new TuningDataException(Messages.ExampleFileTooLarge(RowCount)));
    }

    private protected override void Forget() => _file.Clear();
}

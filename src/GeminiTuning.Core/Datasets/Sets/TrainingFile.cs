using System.Text.Json;

namespace GeminiTuning;

/// <summary>A dataset for a service that reads examples from Cloud Storage, such as Vertex AI. Examples are written to a temporary
/// file and not kept in memory. The maximum size is 1 GB.</summary>
public sealed class TrainingFile : ExampleSet
{
    readonly Action<Utf8JsonWriter, TuningExample> _write;
    readonly JsonLinesFile _file = new();

    /// <param name="write">Writes an example in the format of the service.</param>
    internal TrainingFile(Action<Utf8JsonWriter, TuningExample> write) => _write = write;

    /// <summary>The number of bytes written so far.</summary>
    public long Length => _file.Length;

    /// <inheritdoc/>
    public override int Count => _file.LineCount;

    /// <inheritdoc/>
    public override TrainingData Data => new ExamplesInFile(this);

    internal JsonLinesFile File => _file;

    private protected override ExampleLimits Limits => ExampleLimits.VertexAI;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _file.Dispose();
    }

    private protected override void Keep(TuningExample example)
    {
        if (!IsGood)
            return;
        _file.Write(_write, example);
        if (_file.Length > TuningLimits.FileBytes)
            throw Refused(new TuningDataException(Messages.ExampleFileTooLarge(RowCount)));
    }

    private protected override void Forget() => _file.Clear();
}

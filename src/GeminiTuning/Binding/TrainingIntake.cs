using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Takes examples off the pipeline, in the way that the service takes them: in the request itself, or in a file.</summary>
/// <param name="isInFile">Whether they go to a file.</param>
/// <param name="reader">Reads an object.</param>
sealed class TrainingIntake(bool isInFile, ExampleReader reader) : IDisposable
{
    readonly ExampleSet _set = isInFile ? new TrainingFile() : new TrainingSet();

    public int Count => _set.Count;

    public int? ReplacedRow => _set.ReplacedRow;

    /// <summary>The examples of a request that holds them itself.</summary>
    public IReadOnlyList<TuningExample> Examples => _set is TrainingSet set ? set.Examples : [];

    /// <summary>The file, where they go to one.</summary>
    public TrainingFile? File => _set as TrainingFile;

    /// <summary>Adds an object.</summary>
    /// <exception cref="TuningDataException">It is not clear which columns are meant, or the set is too large.</exception>
    public void Add(PSObject? item) => reader.AddTo(_set, item);

    /// <summary>Ends the set.</summary>
    /// <exception cref="TuningDataException">It is empty, or rows of it are bad.</exception>
    public void Complete() => _set.Complete();

    public void Dispose() => File?.Dispose();
}

namespace GeminiTuning;

/// <summary>The examples of a request: in the request itself, in a file, or where they are already.</summary>
public abstract record TrainingData
{
    private protected TrainingData()
    {
    }
}

/// <summary>Examples in the request itself. Vertex AI gets them as a file.</summary>
/// <param name="Examples">The examples, in order.</param>
public sealed record ExamplesInRequest(IReadOnlyList<TuningExample> Examples) : TrainingData;

/// <summary>Examples in a file, which is uploaded. On Vertex AI only.</summary>
/// <param name="File">The file; dispose it after the request.</param>
public sealed record ExamplesInFile(TrainingFile File) : TrainingData;

/// <summary>Examples that are in Cloud Storage already. On Vertex AI only.</summary>
/// <param name="Uri">The object: <c>gs://BUCKET/OBJECT</c>.</param>
public sealed record ExamplesAtUri(string Uri) : TrainingData;

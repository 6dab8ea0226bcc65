using System.Text;

namespace GeminiTuning;

/// <summary>The examples of a request: in the request itself, in a file, or already in Cloud Storage.</summary>
public abstract record TrainingData
{
    private protected TrainingData()
    {
    }

    /// <summary>The tuning method that the examples are for; null if only the service reads them.</summary>
    public virtual TuningMethod? Method => null;

    /// <summary>A text that is the same for the same examples in the same place.</summary>
    internal abstract string ContentId();
}

/// <summary>Examples in the request. For Vertex AI, they are written to a file.</summary>
/// <param name="Examples">The examples, in order.</param>
public sealed record ExamplesInRequest(IReadOnlyList<TuningExample> Examples) : TrainingData
{
    /// <inheritdoc/>
    public override TuningMethod? Method => Examples.Count > 0 ? Examples[0].Method : null;

    internal override string ContentId()
    {
        using var hash = new ContentHash();
        foreach (var example in Examples)
            // Lengths, since texts can contain any separator.
            foreach (var text in new[] { example.TextInput, example.Output, example.SystemInstruction ?? "", example.RejectedOutput ?? "" })
                hash.Append(Encoding.UTF8.GetBytes($"{text.Length}:{text}"));
        return hash.Sha256;
    }
}

/// <summary>Examples in a file that will be uploaded. Only on Vertex AI.</summary>
/// <param name="File">The file. Dispose it after the request.</param>
public sealed record ExamplesInFile(TrainingFile File) : TrainingData
{
    /// <inheritdoc/>
    public override TuningMethod? Method => File.Method;

    internal override string ContentId() => File.File.Sha256;
}

/// <summary>Examples in a file on this computer that will be uploaded as it is. Only on Vertex AI.</summary>
/// <param name="File">The file, which was read to its end. Dispose it after the request.</param>
public sealed record ExamplesInLocalFile(LocalExampleFile File) : TrainingData
{
    /// <inheritdoc/>
    public override TuningMethod? Method => File.Method;

    internal override string ContentId() => File.Content.Sha256;
}

/// <summary>Examples that are already in Cloud Storage. Only on Vertex AI.</summary>
/// <param name="Uri">The object: <c>gs://BUCKET/OBJECT</c>.</param>
public sealed record ExamplesAtUri(string Uri) : TrainingData
{
    internal override string ContentId() => Uri;
}

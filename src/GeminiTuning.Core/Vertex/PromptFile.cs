using GeminiTuning.Vertex;

namespace GeminiTuning;

/// <summary>Prompts for a batch: each is written to a temporary file as it comes, with what it was taken from, and none is kept
/// in memory.</summary>
/// <param name="settings">How to ask; the prompt, the model and the input object are of no account.</param>
public sealed class PromptFile(GenerationRequest settings) : RowSet, IDisposable
{
    readonly JsonLinesFile _file = new();

    /// <summary>The prompts that are kept.</summary>
    public int Count => _file.LineCount;

    internal JsonLinesFile File => _file;

    private protected override string NoneAtAll => Messages.NoPrompts;

    private protected override bool OfPrompts => true;

    /// <summary>Adds the next prompt.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="input">What it was taken from: a text, or columns with texts, numbers and truths; it comes back with the
    /// answer. Null for the prompt itself.</param>
    /// <param name="inputObject">The object that it was read from, for an error; null if there is none.</param>
    public void Add(string? prompt, IReadOnlyDictionary<string, object?>? input = null, object? inputObject = null)
    {
        if (!Begin(new RowSource(inputObject), TuningLimits.CheckPrompt(prompt, int.MaxValue)) || !IsGood)
            return;
        _file.Write((writer, request) => DatasetLines.WritePrompt(writer, request, RowCount, input), settings with { Prompt = prompt! });
        LookForReplaced(prompt);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private protected override void Forget() => _file.Clear();
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>A dataset for a request that contains the examples, as on the Gemini Developer API. The maximum size is 4 MB, which is the
/// limit of a request.</summary>
public sealed class TrainingSet : ExampleSet
{
    // The minimum JSON around an example: {"textInput":"","output":""},
    const int PairOverhead = 29;

    // Characters that take one byte, without an escape.
    static readonly SearchValues<char> s_plain = SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    readonly List<TuningExample> _examples = [];
    long _bytes;

    /// <summary>The examples.</summary>
    public IReadOnlyList<TuningExample> Examples => _examples;

    /// <inheritdoc/>
    public override int Count => _examples.Count;

    /// <inheritdoc/>
    public override TrainingData Data => new ExamplesInRequest(_examples);

    private protected override ExampleLimits Limits => ExampleLimits.GeminiApi;

    private protected override void Keep(TuningExample example)
    {
        _bytes += Bytes(example.TextInput) + Bytes(example.Output) + PairOverhead;
        if (_bytes > TuningLimits.RequestBytes)
            throw Refused(TooLarge(RowCount));
        if (IsGood)
            _examples.Add(example);
    }

    private protected override void Forget() => _examples.Clear();

    // The size in the request, including JSON escapes.
    static int Bytes(string text) => !text.AsSpan().ContainsAnyExcept(s_plain) ? text.Length : JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;

    internal static TuningDataException TooLarge(int rows) =>
        new(Messages.SetTooLarge(rows));
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The tokens of a dataset, before it is tuned on.
sealed partial class VertexService
{
    public async Task<long?> CountTokensAsync(string model, bool isBaseModel, IReadOnlyList<TuningExample> examples, CancellationToken cancellationToken = default)
    {
        var asked = await AskedAsync(new GenerationRequest { Model = model, IsBaseModel = isBaseModel, Prompt = "" }, cancellationToken).ConfigureAwait(false);
        return await AskAsync(asked, (rest, location) => rest.CountTokensAsync(asked.PathIn(location), examples, cancellationToken)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<TuningExample> ReadExamplesAsync(string uri, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in _storage.ReadLinesAsync(StorageUri.File(uri), cancellationToken).ConfigureAwait(false))
            if (Example(line) is { } example)
                yield return example;
    }

    // The job says what is wrong with a line.
    static TuningExample? Example(byte[] line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && VertexForm.Fits(parsed.RootElement) ? VertexForm.Read(parsed.RootElement) : null;
        }
        catch (Exception fault) when (fault is JsonException or TuningDataException)
        {
            return null;
        }
    }
}

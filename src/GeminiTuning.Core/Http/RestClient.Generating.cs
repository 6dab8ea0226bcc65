using System.Runtime.CompilerServices;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning;

// Models are asked alike on all services.
sealed partial class RestClient
{
    /// <summary>Asks what is at a path.</summary>
    public async Task<TunedModelResponse> GenerateAsync(string path, GenerationRequest request, CancellationToken cancellationToken) =>
        Read(await AskAsync($"{path}:generateContent", Body(request), WireJson.Default.WireGenerateResponse, cancellationToken).ConfigureAwait(false), request);

    /// <summary>Asks what is at a path, and gives the answer piece by piece as it is made.</summary>
    public async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(string path, GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in AskStreamAsync($"{path}:streamGenerateContent", Body(request), WireJson.Default.WireGenerateResponse, cancellationToken).ConfigureAwait(false))
            yield return Read(piece, request);
    }

    static byte[] Body(GenerationRequest request) => JsonSerializer.SerializeToUtf8Bytes(request.ToWire(), WireJson.Default.WireGenerateRequest);

    // A fault in the middle of a stream has no status of its own; a gateway may send any fault like that.
    TunedModelResponse Read(WireGenerateResponse wire, GenerationRequest request) =>
        wire.Error is { } error ? throw FaultIn(error) : wire.ToResponse(request);
}

using System.Net;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Wire;

/// <summary>The methods that are the same on all services: asking a model, and deleting.</summary>
static class RestMethods
{
    /// <summary>Asks what is at a path.</summary>
    public static async Task<TunedModelResponse> GenerateAsync(this RestClient rest, string path, GenerationRequest request, ModelNames names, CancellationToken cancellationToken) =>
        (await rest.AskAsync($"{path}:generateContent", request.Body(), WireJson.Default.WireGenerateResponse, cancellationToken).ConfigureAwait(false)).ToResponse(request, names);

    /// <summary>Asks what is at a path, and gives the answer piece by piece as it is made.</summary>
    public static async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(this RestClient rest, string path, GenerationRequest request, ModelNames names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in rest.AskStreamAsync($"{path}:streamGenerateContent", request.Body(), WireJson.Default.WireGenerateResponse, cancellationToken).ConfigureAwait(false))
            // A fault in the middle of a stream has no status of its own; a gateway may send any fault like that.
            yield return piece.Error is { } error ? throw rest.FaultIn(error.Json) : piece.ToResponse(request, names);
    }

    /// <summary>Deletes. A repeated delete that finds nothing follows one that was carried out, but whose answer was lost.</summary>
    public static Task<WireEmpty> DeleteAsync(this RestClient rest, string path, CancellationToken cancellationToken) => rest.RepeatAsync(
        token => rest.SendAsync(HttpMethod.Delete, path, null, WireJson.Default.WireEmpty, token), HttpStatusCode.NotFound, () => Task.FromResult<WireEmpty?>(new()), cancellationToken);
}

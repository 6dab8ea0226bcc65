using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Api;

/// <summary>A service that the emulator implements.</summary>
/// <param name="Host">The service's real host.</param>
/// <param name="Roots">The beginnings of the paths of its methods; an empty one is no beginning.</param>
/// <param name="Word">Writes an error in the service's format, with the request's ID.</param>
sealed record ServiceApi(string Host, IReadOnlyList<string> Roots, Func<ApiException, string, HttpReply> Word)
{
    /// <summary>Whether it ignores query parameters that a method doesn't have.</summary>
    public bool IgnoresUnknownQuery { get; init; }
}

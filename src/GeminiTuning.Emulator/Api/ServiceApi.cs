using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Api;

/// <summary>A service that the emulator stands in for.</summary>
/// <param name="Host">Where it is really found.</param>
/// <param name="Roots">How the paths of its methods begin; empty for with nothing.</param>
/// <param name="Word">Writes an error as the service does, with the request's ID.</param>
sealed record ServiceApi(string Host, IReadOnlyList<string> Roots, Func<ApiException, string, HttpReply> Word)
{
    /// <summary>The Gemini Developer API.</summary>
    public static ServiceApi Gemini { get; } = new("generativelanguage.googleapis.com", ["v1", "v1beta"], ReplyFormat.Write);

    /// <summary>Vertex AI.</summary>
    public static ServiceApi Vertex { get; } = new("aiplatform.googleapis.com", ["v1", "v1beta1"], ReplyFormat.Write);

    /// <summary>Vertex AI, its operations: Google's generated clients look for them under a root of their own.</summary>
    public static ServiceApi Operations { get; } = Vertex with { Roots = ["ui", .. Vertex.Roots] };

    /// <summary>Cloud Storage, its objects. Google's JavaScript client leaves the root out where it is pointed at an emulator.</summary>
    public static ServiceApi Storage { get; } = new("storage.googleapis.com", ["", "storage/v1", "download/storage/v1"], StorageErrors.Write);

    /// <summary>Cloud Storage, what is uploaded.</summary>
    public static ServiceApi Upload { get; } = Storage with { Roots = ["upload/storage/v1"] };
}

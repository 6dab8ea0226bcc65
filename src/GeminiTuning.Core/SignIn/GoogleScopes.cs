namespace GeminiTuning;

/// <summary>What a token must be good for.</summary>
public static class GoogleScopes
{
    /// <summary>Google Cloud's services.</summary>
    public const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";

    /// <summary>The tuning methods of the Gemini Developer API.</summary>
    public const string Tuning = "https://www.googleapis.com/auth/generative-language.tuning";

    /// <summary>All that the module asks for.</summary>
    public static IReadOnlyList<string> All { get; } = [CloudPlatform, Tuning];

    /// <summary>The line of gcloud that signs a person in with them.</summary>
    public static string GcloudLine { get; } = $"gcloud auth application-default login --client-id-file=client_secret.json --scopes={string.Join(',', All)}";
}

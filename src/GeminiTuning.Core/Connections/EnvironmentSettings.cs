namespace GeminiTuning;

/// <summary>What the environment says about the connection, by the names of Google's SDKs.</summary>
public static class EnvironmentSettings
{
    /// <summary>The connection that the environment describes: <c>GOOGLE_API_KEY</c> or, without it,
    /// <c>GEMINI_API_KEY</c>, and <c>GOOGLE_GEMINI_BASE_URL</c>. Null where it describes none.</summary>
    /// <param name="variable">Reads a variable.</param>
    /// <param name="endpoint">An address that goes before the environment's.</param>
    /// <exception cref="ArgumentException">A variable's value cannot be used.</exception>
    public static TuningConnectionOptions? Read(Func<string, string?> variable, Uri? endpoint = null)
    {
        var key = ApiKey(variable);
        endpoint ??= Endpoint(variable);
        if (key is not null)
            return new TuningConnectionOptions { Endpoint = endpoint ?? TuningConnectionOptions.GeminiApi, Credential = new ApiKeyCredential(key) };
        // An emulator on this machine asks for no credential; every other service does.
        return endpoint is { IsLoopback: true } ? new TuningConnectionOptions { Endpoint = endpoint } : null;
    }

    /// <summary>The address that <c>GOOGLE_GEMINI_BASE_URL</c> names, or null.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static Uri? Endpoint(Func<string, string?> variable) =>
        Value(variable, "GOOGLE_GEMINI_BASE_URL") switch
        {
            null => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri,
            _ => throw new ArgumentException("The environment variable GOOGLE_GEMINI_BASE_URL is not an address such as https://generativelanguage.googleapis.com."),
        };

    // Google's SDKs take GOOGLE_API_KEY where both are set.
    static string? ApiKey(Func<string, string?> variable) => Value(variable, "GOOGLE_API_KEY") ?? Value(variable, "GEMINI_API_KEY");

    static string? Value(Func<string, string?> variable, string name) =>
        variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}

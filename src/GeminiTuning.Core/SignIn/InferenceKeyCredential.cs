namespace GeminiTuning;

/// <summary>Two credentials side by side, as in Google's tutorial: an API key asks models, OAuth does everything else.</summary>
public sealed class InferenceKeyCredential(ICredential management, ApiKeyCredential key) : ICredential
{
    /// <inheritdoc/>
    public string Kind => $"{management.Kind}, API key to ask models";

    /// <inheritdoc/>
    public string? Owner => management.Owner;

    /// <inheritdoc/>
    public string? Project => management.Project;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => management.ExpiresAt;

    /// <inheritdoc/>
    public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        For(request).ApplyAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken) =>
        For(refused).RenewAsync(refused, cancellationToken);

    /// <inheritdoc/>
    public string Redact(string text) => key.Redact(management.Redact(text));

    // The methods that ask: :generateContent, :streamGenerateContent.
    ICredential For(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("GenerateContent", StringComparison.OrdinalIgnoreCase) ? key : management;
}

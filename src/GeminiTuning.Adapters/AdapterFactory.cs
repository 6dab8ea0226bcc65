using GeminiTuning.Adapters.SignIn;

namespace GeminiTuning.Adapters;

/// <summary>Makes the adapters.</summary>
public sealed class AdapterFactory : IAdapterFactory
{
    /// <inheritdoc/>
    public IRetryPolicy CreateRetryPolicy(int maximumRetryCount, TimeSpan retryInterval, TimeProvider clock) =>
        new PollyRetryPolicy(maximumRetryCount, retryInterval, clock);

    /// <inheritdoc/>
    public IUploader CreateUploader() => new GoogleUploader();

    /// <inheritdoc/>
    public ITokenSource CreateTokenSource(CredentialFile file, TokenSourceOptions options) => TokenSources.Create(file, options);

    /// <inheritdoc/>
    public ITokenSource CreateMetadataTokenSource(Uri server, TokenSourceOptions options) => TokenSources.Create(server, options);

    /// <inheritdoc/>
    public IBrowserSignIn CreateSignIn(CredentialFile clientSecret, TokenSourceOptions options) => new GoogleSignIn(clientSecret, options);

    /// <inheritdoc/>
    public ITableReader CreateTableReader(Stream utf8, char? delimiter) => new CsvTableReader(utf8, delimiter);

    /// <inheritdoc/>
    public ITableWriter CreateTableWriter(Stream utf8, char delimiter) => new CsvTableWriter(utf8, delimiter);
}

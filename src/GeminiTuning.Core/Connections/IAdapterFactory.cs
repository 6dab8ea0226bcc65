namespace GeminiTuning;

/// <summary>What the adapters of third-party libraries make. The module loads the one implementation into a context of
/// its own and sees it through this interface alone.</summary>
public interface IAdapterFactory : ITableLibrary
{
    /// <summary>A retry policy: exponential back-off with jitter, or the wait that the service asks for.</summary>
    /// <param name="maximumRetryCount">How often a call is made again: 0 or more.</param>
    /// <param name="retryInterval">The wait before the first retry.</param>
    /// <param name="clock">The clock of the waits.</param>
    IRetryPolicy CreateRetryPolicy(int maximumRetryCount, TimeSpan retryInterval, TimeProvider clock);

    /// <summary>Sends contents to Cloud Storage chunk by chunk.</summary>
    IUploader CreateUploader();

    /// <summary>Where the tokens of a credential's file come from.</summary>
    /// <exception cref="CredentialFileException">The file cannot be used.</exception>
    ITokenSource CreateTokenSource(CredentialFile file, TokenSourceOptions options);

    /// <summary>Where the tokens of a machine on Google Cloud come from.</summary>
    ITokenSource CreateMetadataTokenSource(Uri server, TokenSourceOptions options);

    /// <summary>A sign-in in the browser.</summary>
    /// <param name="clientSecret">The application's client secret.</param>
    /// <param name="options">How tokens are asked for.</param>
    IBrowserSignIn CreateSignIn(CredentialFile clientSecret, TokenSourceOptions options);
}

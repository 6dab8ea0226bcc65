using System.Net;
using Google.Apis.Http;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>Makes the HTTP clients with which Google's library asks for tokens.</summary>
sealed class TokenHttp(TokenSourceOptions options) : HttpClientFactory
{
    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new TokenHandler(options, new SocketsHttpHandler
    {
        // Without Brotli, whose decoder throws InvalidOperationException for invalid data.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // A redirect would carry the secret to wherever it points.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new NearBypass(),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    });

    // What is on this computer or on its own link (a metadata server) is never reached through a proxy.
    sealed class NearBypass : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => throw new NotSupportedException();
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => ServiceAddress.IsNear(host) || HttpClient.DefaultProxy.IsBypassed(host);
    }
}

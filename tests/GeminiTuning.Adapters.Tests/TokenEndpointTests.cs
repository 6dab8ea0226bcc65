using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Adapters;

namespace GeminiTuning.Tests;

/// <summary>The token endpoint, and the way to it: what is asked again, and how much of an answer is read.</summary>
public sealed class TokenEndpointTests : IDisposable
{
    readonly GoogleServer _google = new();
    readonly SignInFolder _folder = new();

    public void Dispose()
    {
        _google.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_at_once()
    {
        using var server = new TlsServer();
        var file = JsonNode.Parse(_google.Files.UserFile())!;
        file["token_uri"] = $"https://127.0.0.1:{server.Port}/token";
        var retries = 0;
        using var connection = new TuningConnection(new TuningConnectionOptions
        {
            Endpoint = _google.Address,
            Credential = new TokenCredential(new AdapterFactory().CreateTokenSource(_folder.Credential(file.ToJsonString()), new TokenSourceOptions())),
            RetryPolicy = new AdapterFactory().CreateRetryPolicy(5, TimeSpan.FromMilliseconds(1), TimeProvider.System),
        });
        var fault = await Assert.ThrowsAsync<CredentialException>(() => connection.Open(null, _ => retries++).GetTunedModelAsync("one"));

        Assert.Equal((CredentialErrorKind.ConnectionRefused, 0), (fault.Kind, retries));
        Assert.Contains("certificate", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_answer_of_any_size_is_not_read()
    {
        using var server = new LoopbackAnswer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n" + new string(' ', 4_000_000));
        var file = JsonNode.Parse(_google.Files.UserFile())!;
        file["token_uri"] = $"http://127.0.0.1:{server.Port}/token";
        var fault = await Assert.ThrowsAsync<CredentialException>(() =>
            new AdapterFactory().CreateTokenSource(_folder.Credential(file.ToJsonString()), new TokenSourceOptions()).FetchAsync(CancellationToken.None));

        Assert.Equal(CredentialErrorKind.Unavailable, fault.Kind);
        Assert.Contains("too large", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://169.254.169.254/", true)]
    [InlineData("http://2852039166/", true)]
    [InlineData("http://[::ffff:169.254.169.254]/", true)]
    [InlineData("http://[fe80::1]/", true)]
    [InlineData("http://[fd00:ec2::254]/", true)]
    [InlineData("http://[FD00:EC2:0:0::254]/", true)]
    [InlineData("http://METADATA.google.internal/", true)]
    [InlineData("http://169.254.evil.invalid/", false)]
    [InlineData("http://169.254.169.254.evil.invalid/", false)]
    [InlineData("http://127.0.0.1.evil.invalid/", false)]
    [InlineData("http://metadata.google.internal.evil.invalid/", false)]
    [InlineData("http://evil.invalid/169.254.169.254", false)]
    [InlineData("http://169.254.169.254@evil.invalid/", false)]
    [InlineData("http://169.253.1.1/", false)]
    [InlineData("http://[fd00:ec2::2540]/", false)]
    public void An_address_of_the_machines_own_link_is_parsed_and_not_compared_as_text(string address, bool isNear) =>
        Assert.Equal(isNear, ServiceAddress.IsNear(new Uri(address)));

    sealed class LoopbackAnswer : IDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public LoopbackAnswer(string answer)
        {
            _listener.Start();
            _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        async Task ServeAsync(byte[] answer)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            Assert.NotEqual(0, await stream.ReadAsync(new byte[8192]));
            try
            {
                await stream.WriteAsync(answer);
            }
            catch (IOException)
            {
                // The reader has had enough, as it should.
            }
        }
    }

    // Has a certificate that nobody has signed but it itself.
    sealed class TlsServer : IDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly X509Certificate2 _certificate = Create();

        public TlsServer()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose()
        {
            _listener.Dispose();
            _certificate.Dispose();
        }

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var tls = new SslStream(client.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(_certificate);
                    Assert.Equal(0, await tls.ReadAsync(new byte[1]));
                }
                catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client does not trust it.
                }
            }
        }

        static X509Certificate2 Create()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            return new X509Certificate2(made.Export(X509ContentType.Pkcs12));
        }
    }
}

using System.Net;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Names;

/// <summary>Whatever a text is about, it shows no secret that this process can reach.</summary>
public sealed class SecretsTests
{
    const string Pem = "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\nBKcwggSjAgEAAoIBAQC7\\n-----END PRIVATE KEY-----\\n";
    const string KeyFile = $$"""{"type": "service_account", "private_key_id": "0a1b", "private_key": "{{Pem}}", "client_email": "robot@p.example"}""";
    const string Base64 = "eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIsICJwcml2YXRlX2tleSI6ICItLS0tLUJFR0lOIFBSSVZBVEUgS0VZLS0tLS1NSUlFdlFJQkFEQU5CZ2txaGtpRzl3MEJBUUVGQUFTQy0tLS0tIn0=";

    // By its looks alone, wherever it stands.
    public static TheoryData<string, string> Looks => new()
    {
        { "The proxy tunnel request to proxy 'http://user:S3cretPw@proxy.example:3128/' failed", "S3cretPw" },
        { "socks5://token0123456789@proxy.example", "token0123456789" },
        { "to http%3A%2F%2Fuser%3AS3cretPw%40proxy.example%2F", "S3cretPw" },
        { "http://user:p@ssw0rd@proxy.example/", "ssw0rd" },
        { "PUT /up?uploadType=resumable&upload_id=ABPtcPr0123456789&x=1", "ABPtcPr0123456789" },
        { "{\"link\": \"/up?upload_id\\u003dABPtcPr0123456789\"}", "ABPtcPr0123456789" },
        { KeyFile, "MIIEvQIBADAN" },
        { "Could not parse " + KeyFile.Replace("\"", "\\\"", StringComparison.Ordinal), "MIIEvQIBADAN" },
        { "cut off: " + KeyFile[..110], "MIIE" },
        { Base64, "eyJ0eXBlIjog" },
        { "key AIzaSyD-notARealKey_0123456789abc was refused", "notARealKey" },
        { "token ya29.a0AfH6SMBx-notreal was refused", "a0AfH6SMBx" },
        { "{\"client_secret\": \"d-FL95Q19q7MQmFpd7hHD0Ty\"}", "d-FL95Q19q7" },
        { "client_id=a&client_secret=GOCSPX-0123456789abcdef&code=4/P7q7W91", "0123456789abcdef" },
        { "grant_type=refresh_token&refresh_token=1//0gabcdefghijklmnopqrstuv", "0gabcdefgh" },
        { "Authorization: Bearer 0123456789abcdef0123", "0123456789abcdef" },
        { "Proxy-Authorization: Basic dXNlcjpTM2NyZXRQdw==", "dXNlcjpTM2" },
        { "assertion eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJyb2JvdCJ9.c2lnbmF0dXJl", "eyJpc3MiOiJyb2JvdCJ9" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_secret_is_known_by_its_looks(string text, string secret)
    {
        Assert.Contains(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, Secrets.Redact(text), StringComparison.Ordinal);
        Assert.Contains("***", Secrets.Redact(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No response from https://generativelanguage.googleapis.com:443/v1beta/tunedModels/a-b?pageSize=100&pageToken=abc.")]
    [InlineData("Grant robot@my-project.iam.gserviceaccount.com the role roles/aiplatform.user.")]
    [InlineData("projects/my-project/locations/us-central1/tuningJobs/1234567890123456789")]
    [InlineData("gs://my-bucket/geminituning/0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9.jsonl")]
    [InlineData("Basic authentication and Bearer authentication are not supported. API key not valid. Please pass a valid API key.")]
    [InlineData("{\"error\": {\"code\": 400, \"message\": \"The type service_account has a private_key.\", \"status\": \"INVALID_ARGUMENT\"}}")]
    [InlineData("'/home/me/client_secret_0123456789.apps.googleusercontent.com.json' does not exist.")]
    public void What_is_no_secret_stays(string text)
    {
        Assert.Equal(text, Secrets.Redact(text));
        Assert.Equal(text, PrintableText.Of(text, 500));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://proxyuser:Pr0xy%21Word@proxy.example:3128", "Pr0xy%21Word", "Pr0xy!Word")]
    [InlineData("ALL_PROXY", "proxyuser:An0ther/Word@proxy.example:3128", "An0ther/Word")]
    [InlineData("http_proxy", "socks5://0123tokenalone4567@proxy.example", "0123tokenalone4567")]
    [InlineData("PIP_INDEX_URL", "https://me:1ndexWord@index.example/simple", "1ndexWord")]
    [InlineData("SOME_API_KEY", "k3y-of-another-service", "k3y-of-another-service", "k3y-of-anoth…")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", KeyFile, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")]
    [InlineData("GOOGLE_CREDENTIALS", Base64, Base64, "eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIsICJwcml2YXRlX2tleSI6")]
    public void A_secret_in_the_environment_is_known_in_every_text(string variable, string value, params string[] echoes)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            foreach (var echo in echoes)
                foreach (var spelled in new[] { echo, Uri.EscapeDataString(echo), string.Concat(echo.Select(c => c == '…' ? "…" : $"\\u{(int)c:x4}")) })
                    Assert.DoesNotContain(spelled.TrimEnd('…'), Secrets.Redact($"the server said '{spelled}'"), StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    [Fact]
    public void Credentials_that_were_made_are_known_in_every_text()
    {
        _ = new ApiKeyCredential("own-format-key-0042");
        _ = new AccessTokenCredential("own.format.token.0042");

        Assert.Equal("*** and ***", Secrets.Redact("own-format-key-0042 and own.format.token.0042"));
    }

    [Fact]
    public async Task Of_an_upload_sessions_address_only_what_the_service_put_there_is_a_secret()
    {
        using var script = new ScriptedService().Answers("{}", HttpStatusCode.NotFound)
            .Answers("", HttpStatusCode.OK, ("Location", "https://storage.googleapis.com/upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=geminituning/own-numbers-0042.jsonl&session=s3ssion-of-the-service-0042"))
            .Answers("""{"error": {"code": 400, "message": "s3ssion-of-the-service-0042 of geminituning-request"}}""", HttpStatusCode.BadRequest);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => script.Vertex().CreateTunedModelAsync(VertexScript.Request));

        Assert.Equal("*** of geminituning-request", fault.Message);
    }

    // What people put in the place of a name or a path.
    [Theory]
    [InlineData(KeyFile)]
    [InlineData("'" + KeyFile + "'")]
    [InlineData("%7B%22type%22%3A%22service_account%22%7D")]
    [InlineData("\uFEFF {\"installed\": {}}")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData(Base64)]
    [InlineData("AIzaSyD-notARealKey_0123456789abc")]
    [InlineData("1//0gabcdefghijklmnopqrstuv")]
    [InlineData("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7")]
    public void A_value_that_should_be_a_path_is_not_quoted(string value)
    {
        Assert.True(Secrets.IsContent(value));
        var refused = Assert.Throws<CredentialFileException>(() => CredentialFile.ReadCredential(value, "GOOGLE_APPLICATION_CREDENTIALS"));
        Assert.DoesNotContain(value, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", refused.ToString(), StringComparison.Ordinal);
        Assert.Throws<CredentialFileException>(() => new EnvironmentSettings(name => name == "GOOGLE_APPLICATION_CREDENTIALS" ? value : null).CredentialPath);
    }

    [Theory]
    [InlineData("/home/me/.config/gcloud/application_default_credentials.json")]
    [InlineData("C:\\Users\\Me\\AppData\\Roaming\\gcloud\\application_default_credentials.json")]
    [InlineData("/var/lib/kubelet/pods/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/volumes/kubernetes.io~secret/google-cloud-key/key.json")]
    [InlineData("client_secret.json")]
    public void A_path_is_one(string path) => Assert.False(Secrets.IsContent(path));

    [Theory]
    [InlineData("AIzaSyD-notARealKey_0123456789abc")]
    [InlineData("ya29.a0AfH6SMBx-notreal")]
    [InlineData("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7")]
    [InlineData(KeyFile)]
    public void A_value_that_should_be_a_name_is_not_quoted(string value)
    {
        Exception[] refusals =
        [
            Assert.Throws<TuningArgumentException>(() => ResourceName.TunedModel(value + " ")),
            Assert.Throws<TuningArgumentException>(() => StorageUri.Folder(value + " /")),
            Assert.Throws<TuningArgumentException>(() => Grantee.User(value)),
            Assert.Throws<TuningArgumentException>(() => new TokenSourceOptions { ImpersonateServiceAccount = value }),
        ];
        foreach (var refused in refusals)
            Assert.DoesNotContain(value[5..20], refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_no_cause_that_holds_a_secret()
    {
        var cause = new HttpRequestException("proxy 'http://user:S3cretPw@proxy.example/' failed");
        var fault = new TuningServiceException(TuningServiceErrorKind.Unreachable, cause.Message, cause);

        Assert.Null(fault.InnerException);
        Assert.DoesNotContain("S3cretPw", fault.ToString(), StringComparison.Ordinal);
        Assert.NotNull(new CredentialException(CredentialErrorKind.Unavailable, "no", new HttpRequestException("refused")).InnerException);
    }

    [Theory]
    [InlineData("\u001B]0;owned\u0007\u001B[2J", "\uFFFD]0;owned\uFFFD\uFFFD[2J")]
    [InlineData("a\u009B31mb\u007F\0", "a\uFFFD31mb\uFFFD\uFFFD")]
    [InlineData("two\r\nlines\tand 😀 é", "two\r\nlines\tand 😀 é")]
    public void An_error_holds_no_control_characters(string text, string shown)
    {
        Assert.Equal(shown, new TuningServiceException(TuningServiceErrorKind.Refused, text).Message);
        Assert.Equal(shown, PrintableText.WithoutControls(text));
    }
}

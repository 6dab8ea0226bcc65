namespace GeminiTuning.Tests.Connections;

public sealed class EnvironmentSettingsTests
{
    const string GeminiApi = "https://generativelanguage.googleapis.com/";

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("", "  ", "", null, null)]
    [InlineData("google", null, null, GeminiApi, "google")]
    [InlineData(null, "gemini", null, GeminiApi, "gemini")]
    [InlineData("google", "gemini", null, GeminiApi, "google")]
    [InlineData(" ", "gemini", null, GeminiApi, "gemini")]
    [InlineData(" google\n", null, null, GeminiApi, "google")]
    [InlineData("google", null, "http://127.0.0.1:8085", "http://127.0.0.1:8085/", "google")]
    [InlineData("google", null, "https://proxy.example/gemini", "https://proxy.example/gemini", "google")]
    [InlineData(null, null, "http://127.0.0.1:8085", "http://127.0.0.1:8085/", null)]
    [InlineData(null, null, " http://localhost:8085/ ", "http://localhost:8085/", null)]
    [InlineData(null, null, "https://proxy.example", null, null)]
    public async Task The_environment_gives_the_connection(string? googleKey, string? geminiKey, string? baseUrl, string? endpoint, string? key)
    {
        var plan = Plan(Variables(googleKey, geminiKey, baseUrl));

        Assert.Equal(endpoint, plan?.Endpoint.Value.AbsoluteUri);
        Assert.Equal(key, plan is null ? null : await SentKeyAsync(plan.CreateCredential(null!)));
    }

    [Theory]
    [InlineData("127.0.0.1:8085")]
    [InlineData("/v1beta")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    public void A_base_address_that_is_none_is_refused_by_its_variables_name(string baseUrl) =>
        Assert.StartsWith("The environment variable GOOGLE_GEMINI_BASE_URL doesn't contain a valid address.",
            Assert.Throws<TuningArgumentException>(() => Plan(Variables(null, "gemini", baseUrl))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_cannot_be_one_is_refused_without_being_shown() =>
        Assert.DoesNotContain("broken", Assert.Throws<TuningArgumentException>(() => Plan(Variables("broken key", null, null))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("quota", "project", "quota")]
    [InlineData(null, "project", "project")]
    [InlineData(" ", null, null)]
    public void The_quota_project_goes_before_the_project(string? quota, string? project, string? paid) =>
        Assert.Equal(paid, Plan(name => name switch { "GOOGLE_CLOUD_QUOTA_PROJECT" => quota, "GOOGLE_CLOUD_PROJECT" => project, _ => null },
            new ConnectionRequest { AccessToken = new AccessTokenCredential("token") })!.QuotaProject?.Value);

    [Fact]
    public void Folders_are_the_profiles_unless_the_environment_names_others()
    {
        var plain = new EnvironmentSettings(_ => null);
        var named = new EnvironmentSettings(name => name is "CLOUDSDK_CONFIG" or "GEMINITUNING_CONFIG" ? "folder" : null);

        Assert.True(Path.IsPathRooted(plain.GcloudCredentialPath));
        Assert.EndsWith(Path.Combine("gcloud", "application_default_credentials.json"), plain.GcloudCredentialPath, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("GeminiTuning", "sign-ins"), plain.SignInFolder, StringComparison.Ordinal);
        Assert.Equal(Path.Combine("folder", "application_default_credentials.json"), named.GcloudCredentialPath);
        Assert.Equal(Path.Combine("folder", "sign-ins"), named.SignInFolder);
    }

    [Theory]
    [InlineData(null, "http://169.254.169.254/")]
    [InlineData("metadata.google.internal", "http://metadata.google.internal/")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/")]
    public void The_metadata_server_is_the_usual_one_or_the_one_that_is_named(string? host, string address) =>
        Assert.Equal(address, new EnvironmentSettings(name => name == "GCE_METADATA_HOST" ? host : null).MetadataServer.AbsoluteUri);

    [Fact]
    public void A_metadata_host_that_is_none_is_refused_by_its_variables_name() =>
        Assert.Contains("GCE_METADATA_HOST", Assert.Throws<TuningArgumentException>(() => new EnvironmentSettings(name => name == "GCE_METADATA_HOST" ? "a host" : null).MetadataServer).Message, StringComparison.Ordinal);

    static ConnectionPlan? Plan(Func<string, string?> variables, ConnectionRequest? asked = null) =>
        ConnectionPlan.Make(asked ?? new ConnectionRequest(), new ConnectionSources(new EnvironmentSettings(variables), () => null, () => null, () => null, _ => false));

    static Func<string, string?> Variables(string? googleKey, string? geminiKey, string? baseUrl) => name => name switch
    {
        "GOOGLE_API_KEY" => googleKey,
        "GEMINI_API_KEY" => geminiKey,
        "GOOGLE_GEMINI_BASE_URL" => baseUrl,
        _ => null,
    };

    static async Task<string?> SentKeyAsync(ICredential credential)
    {
        using var request = new HttpRequestMessage();
        await credential.ApplyAsync(request, CancellationToken.None);
        return request.Headers.TryGetValues("x-goog-api-key", out var values) ? values.Single() : null;
    }
}

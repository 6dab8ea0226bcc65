using System.Text.Json.Nodes;
using GeminiTuning.Adapters;

namespace GeminiTuning.Tests;

/// <summary>What is said when there is no token: why, and never a secret.</summary>
public sealed class CredentialFaultTests : IDisposable
{
    readonly GoogleServer _google = new();
    readonly SignInFolder _folder = new();

    public void Dispose()
    {
        _google.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sign_in_that_was_taken_back_has_ended()
    {
        _google.Revoked = true;
        var fault = await FaultAsync(_google.Files.UserFile());

        Assert.Equal(CredentialErrorKind.Expired, fault.Kind);
        Assert.Contains("has expired or was revoked (invalid_grant: Token *** has been expired or revoked.)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_secret_that_is_wrong_is_refused_without_being_shown()
    {
        var fault = await FaultAsync(_google.Files.UserFile().Replace(_google.Files.ClientSecret, "not.the.secret.4711", StringComparison.Ordinal));

        Assert.Equal(CredentialErrorKind.Refused, fault.Kind);
        Assert.Contains("invalid_client: The provided client secret *** is invalid", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_replaced_is_refused()
    {
        using var other = new GoogleServer();
        var fault = await FaultAsync(other.Files.ServiceAccountFile().Replace(other.Address.AbsoluteUri, _google.Address.AbsoluteUri, StringComparison.Ordinal));

        Assert.Equal(CredentialErrorKind.Refused, fault.Kind);
        Assert.Contains("Invalid JWT Signature", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_whose_own_token_is_not_the_pools_is_refused_without_showing_it()
    {
        var fault = await FaultAsync(_google.Files.WorkloadFile(_folder.Write("subject-token", "not.the.token.4711")));

        Assert.Contains("The token *** is not this pool's", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_whose_own_token_is_not_there_is_told_where_it_was_looked_for() =>
        Assert.Contains("no-such-file", (await FaultAsync(_google.Files.WorkloadFile(_folder.Path("no-such-file")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Who_may_not_impersonate_is_told_so_in_the_services_words()
    {
        var fault = await FaultAsync(_google.Files.UserFile(), new TokenSourceOptions { IamEndpoint = _google.Address, ImpersonateServiceAccount = "other@robots.iam.gserviceaccount.com" });

        Assert.Equal(CredentialErrorKind.Refused, fault.Kind);
        Assert.Contains("Permission 'iam.serviceAccounts.getAccessToken' denied", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_that_fails_is_asked_again_by_the_connections_retries()
    {
        _google.Failures = 2;
        var source = new AdapterFactory().CreateTokenSource(_folder.Credential(_google.Files.UserFile()), new TokenSourceOptions());
        using var connection = new TuningConnection(new TuningConnectionOptions
        {
            Endpoint = _google.Address,
            Credential = new TokenCredential(source),
            RetryPolicy = new AdapterFactory().CreateRetryPolicy(3, TimeSpan.FromMilliseconds(1), TimeProvider.System),
        });
        await connection.Open().GetTunedModelAsync("one");

        Assert.Equal(3, _google.TokenRequests);
    }

    [Fact]
    public async Task A_token_endpoint_that_does_not_answer_may_answer_later()
    {
        var file = _google.Files.UserFile();
        _google.Dispose();
        var fault = await FaultAsync(file);

        Assert.Equal(CredentialErrorKind.Unavailable, fault.Kind);
        Assert.Contains("no response from 127.0.0.1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_cut_off_is_said_to_be_without_being_shown()
    {
        var line = _google.Files.PrivateKey;
        var file = _folder.Credential(_google.Files.ServiceAccountFile(cutOff: true));
        var fault = Assert.Throws<CredentialFileException>(() => new AdapterFactory().CreateTokenSource(file, new TokenSourceOptions()));

        Assert.Contains("The field 'private_key' of the service account key '", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(line[32..], fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_for_over_plain_http_beyond_this_machine()
    {
        var json = JsonNode.Parse(_google.Files.WorkloadFile("none"))!;
        json["credential_source"] = new JsonObject { ["url"] = "http://tokens.example/" };

        Assert.Contains("tokens.example uses HTTP, which could expose a secret, so nothing was sent.", (await FaultAsync(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_secret_stands_in_any_fault()
    {
        _google.Revoked = true;
        string[] secrets = [_google.Files.RefreshToken, _google.Files.ClientSecret, _google.Files.PrivateKey, _google.Files.SubjectToken];
        foreach (var file in new[] { _google.Files.UserFile(), _google.Files.ImpersonatedFile() })
        {
            var fault = await FaultAsync(file);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal));
        }
    }

    async Task<CredentialException> FaultAsync(string json, TokenSourceOptions? options = null) => await Assert.ThrowsAsync<CredentialException>(() =>
        new AdapterFactory().CreateTokenSource(_folder.Credential(json), options ?? new TokenSourceOptions()).FetchAsync(CancellationToken.None));
}

using GeminiTuning.Adapters;

namespace GeminiTuning.Tests;

/// <summary>Each kind of credential, against a server that checks what the real one checks.</summary>
public sealed class CredentialKindTests : IDisposable
{
    readonly GoogleServer _google = new();
    readonly SignInFolder _folder = new();

    public static TheoryData<string> Kinds => ["user", "service account", "workload identity", "impersonating workload", "impersonated file", "impersonated user", "impersonated machine", "metadata server"];

    public void Dispose()
    {
        _google.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("user", "user", GoogleFiles.User, null)]
    [InlineData("service account", "service account", GoogleFiles.Account, "robots")]
    [InlineData("workload identity", "workload identity", null, null)]
    [InlineData("impersonating workload", "workload identity", GoogleFiles.Target, null)]
    [InlineData("impersonated file", "impersonated service account", GoogleFiles.Target, null)]
    [InlineData("impersonated user", "impersonated service account", GoogleFiles.Target, null)]
    [InlineData("impersonated machine", "impersonated service account", GoogleFiles.Target, null)]
    [InlineData("metadata server", "metadata server", GoogleFiles.Account, "robots")]
    public async Task A_credential_gives_a_token_that_the_service_takes_and_says_whose_it_is(string name, string kind, string? owner, string? project)
    {
        var credential = new TokenCredential(Source(name));
        using var connection = Connect(credential);
        var model = Assert.Single(await ListAsync(connection));

        Assert.Equal("tunedModels/one", model.Name);
        Assert.Equal((kind, owner, project), (connection.Credential, connection.Account, connection.Project));
        Assert.InRange(connection.ExpiresAt!.Value, DateTimeOffset.UtcNow.AddMinutes(50), DateTimeOffset.UtcNow.AddMinutes(70));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_hundred_calls_at_once_share_one_token(string name)
    {
        _google.DelayMs = 50;
        using var connection = Connect(new TokenCredential(Source(name)));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => ListAsync(connection))));

        Assert.Equal(name.StartsWith("impersonat", StringComparison.Ordinal) ? 2 : 1, _google.Tokens.Count);
        Assert.Single(_google.Requests.Where(request => request.Path == "/v1beta/tunedModels").Select(request => request.Bearer).Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_hundred_refusals_at_once_are_one_new_token(string name)
    {
        using var connection = Connect(new TokenCredential(Source(name)));
        await ListAsync(connection);
        var before = _google.Tokens.Count;
        _google.Expire();
        _google.DelayMs = 50;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => ListAsync(connection))));

        // Where one stands for another, both are new.
        Assert.InRange(_google.Tokens.Count - before, 1, 2);
        Assert.Equal(2, _google.Requests.Where(request => request.Path == "/v1beta/tunedModels").Select(request => request.Bearer).Distinct().Count());
    }

    [Fact]
    public async Task The_signed_times_are_the_clocks_and_a_token_is_renewed_before_its_end()
    {
        var clock = new ManualTimeProvider();
        using var google = new GoogleServer(clock);
        var source = new AdapterFactory().CreateTokenSource(_folder.Credential(google.Files.ServiceAccountFile()), new TokenSourceOptions { Clock = clock });
        using var connection = new TuningConnection(new TuningConnectionOptions { Endpoint = google.Address, Credential = new TokenCredential(source, clock: clock), Clock = clock });
        await ListAsync(connection);
        clock.Advance(TimeSpan.FromMinutes(56));
        await ListAsync(connection);
        Assert.Equal(1, google.TokenRequests);
        clock.Advance(TimeSpan.FromMinutes(1));
        await ListAsync(connection);

        Assert.Equal(2, google.TokenRequests);
        Assert.Equal(clock.GetUtcNow().AddHours(1), connection.ExpiresAt);
    }

    [Fact]
    public async Task The_scopes_of_tuning_are_asked_for()
    {
        await Source("service account").FetchAsync(CancellationToken.None);
        var assertion = _google.Requests.Single().Form["assertion"]!.Split('.')[1];
        var claims = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(assertion.Replace('-', '+').Replace('_', '/').PadRight((assertion.Length + 3) / 4 * 4, '=')));

        Assert.Contains($"{GoogleScopes.CloudPlatform} {GoogleScopes.Tuning}", claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quota_project_of_the_file_is_sent_unless_another_is_named()
    {
        var file = _folder.Credential(_google.Files.UserFile("of-the-file"));
        foreach (var project in new[] { null, "of-the-parameter" })
        {
            using var connection = Connect(new TokenCredential(new AdapterFactory().CreateTokenSource(file, Options), project));
            await ListAsync(connection);
            Assert.Equal(project ?? "of-the-file", connection.Project);
        }

        Assert.Equal(["of-the-file", "of-the-parameter"], _google.Requests.Where(request => request.Path == "/v1beta/tunedModels").Select(request => request.Headers["x-goog-user-project"]));
    }

    [Fact]
    public async Task The_metadata_server_is_told_who_asks_and_for_what()
    {
        await Source("metadata server").FetchAsync(CancellationToken.None);

        Assert.All(_google.Requests, request => Assert.Equal("Google", request.Headers["Metadata-Flavor"]));
        Assert.Equal(string.Join(',', GoogleScopes.All), _google.Requests[0].Query["scopes"]);
    }

    TokenSourceOptions Options => new() { IamEndpoint = _google.Address };

    ITokenSource Source(string name)
    {
        var factory = new AdapterFactory();
        var target = Options with { ImpersonateServiceAccount = GoogleFiles.Target };
        var subject = _folder.Write("subject-token", _google.Files.SubjectToken);
        return name switch
        {
            "user" => factory.CreateTokenSource(_folder.Credential(_google.Files.UserFile()), Options),
            "service account" => factory.CreateTokenSource(_folder.Credential(_google.Files.ServiceAccountFile()), Options),
            "workload identity" => factory.CreateTokenSource(_folder.Credential(_google.Files.WorkloadFile(subject)), Options),
            "impersonating workload" => factory.CreateTokenSource(_folder.Credential(_google.Files.WorkloadFile(subject, impersonates: true)), Options),
            "impersonated file" => factory.CreateTokenSource(_folder.Credential(_google.Files.ImpersonatedFile()), Options),
            "impersonated user" => factory.CreateTokenSource(_folder.Credential(_google.Files.UserFile()), target),
            "impersonated machine" => factory.CreateMetadataTokenSource(_google.Address, target),
            _ => factory.CreateMetadataTokenSource(_google.Address, Options),
        };
    }

    TuningConnection Connect(ICredential credential) => new(new TuningConnectionOptions { Endpoint = _google.Address, Credential = credential });

    static async Task<List<TunedModel>> ListAsync(TuningConnection connection)
    {
        var models = new List<TunedModel>();
        await foreach (var model in connection.Open().ListTunedModelsAsync())
            models.Add(model);
        return models;
    }
}

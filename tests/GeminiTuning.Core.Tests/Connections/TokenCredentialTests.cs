using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Connections;

public sealed class TokenCredentialTests
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        var source = new Source(s_hour);
        var credential = new TokenCredential(source, clock: _clock);
        Assert.Equal("token-1", await SentAsync(credential));
        _clock.Advance(s_hour - TimeSpan.FromMinutes(4));
        Assert.Equal("token-1", await SentAsync(credential));
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("token-2", await SentAsync(credential));
        Assert.Equal(_clock.GetUtcNow() + s_hour, credential.ExpiresAt);
    }

    [Fact]
    public async Task A_token_that_is_short_lived_anyway_is_used_for_half_its_life()
    {
        var source = new Source(TimeSpan.FromMinutes(2));
        var credential = new TokenCredential(source, clock: _clock);
        await SentAsync(credential);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("token-1", await SentAsync(credential));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("token-2", await SentAsync(credential));
    }

    [Fact]
    public async Task Where_no_new_one_is_to_be_had_just_now_the_old_one_is_used_to_its_end()
    {
        var source = new Source(s_hour);
        var credential = new TokenCredential(source, clock: _clock);
        await SentAsync(credential);
        source.Fault = new CredentialException(CredentialErrorKind.Unavailable, "busy");
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("token-1", await SentAsync(credential));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<CredentialException>(() => SentAsync(credential));
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var source = new Source(s_hour) { Fault = new CredentialException(CredentialErrorKind.Unavailable, "busy") };
        var credential = new TokenCredential(source, clock: _clock);
        await Assert.ThrowsAsync<CredentialException>(() => SentAsync(credential));
        source.Fault = null;

        Assert.Equal("token-1", await SentAsync(credential));
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_end_the_request_for_the_others()
    {
        var source = new Source(s_hour) { Gate = new TaskCompletionSource() };
        var credential = new TokenCredential(source, clock: _clock);
        using var stop = new CancellationTokenSource();
        using var request = new HttpRequestMessage();
        var leaving = credential.ApplyAsync(request, stop.Token).AsTask();
        var staying = SentAsync(credential);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        source.Gate.SetResult();

        Assert.Equal("token-1", await staying);
        Assert.Equal(1, source.Count);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_given_up_after_a_minute()
    {
        var source = new Source(s_hour) { Gate = new TaskCompletionSource() };
        var credential = new TokenCredential(source, clock: _clock);
        var waiting = SentAsync(credential);
        await _clock.ArmedAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(CredentialErrorKind.Unavailable, (await Assert.ThrowsAsync<CredentialException>(() => waiting)).Kind);
    }

    [Fact]
    public async Task A_refusal_of_a_token_that_another_call_has_renewed_asks_for_no_third()
    {
        var source = new Source(s_hour);
        var credential = new TokenCredential(source, clock: _clock);
        using var one = new HttpRequestMessage();
        using var two = new HttpRequestMessage();
        await credential.ApplyAsync(one, CancellationToken.None);
        await credential.ApplyAsync(two, CancellationToken.None);

        Assert.True(await credential.RenewAsync(one, CancellationToken.None));
        Assert.True(await credential.RenewAsync(two, CancellationToken.None));
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task A_source_that_gives_the_refused_token_again_is_no_reason_to_ask_again()
    {
        var credential = new TokenCredential(new Source(s_hour) { Same = true }, clock: _clock);
        using var request = new HttpRequestMessage();
        await credential.ApplyAsync(request, CancellationToken.None);

        Assert.False(await credential.RenewAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task The_tokens_that_may_still_be_echoed_are_taken_out_of_texts()
    {
        var credential = new TokenCredential(new Source(s_hour), clock: _clock);
        using var request = new HttpRequestMessage();
        await credential.ApplyAsync(request, CancellationToken.None);
        await credential.RenewAsync(request, CancellationToken.None);

        Assert.Equal("*** then ***", credential.Redact("token-1 then token-2"));
    }

    [Fact]
    public async Task A_sign_in_that_has_ended_leaves_the_client_as_it_is_and_is_not_tried_again()
    {
        using var script = new ScriptedService();
        var source = new Source(s_hour) { Fault = new CredentialException(CredentialErrorKind.Expired, "over") };
        var service = script.Open(new TuningConnectionOptions { Credential = new TokenCredential(source), RetryPolicy = new ImmediateRetries(3) });

        Assert.Equal("over", (await Assert.ThrowsAsync<CredentialException>(() => service.GetTunedModelAsync("a"))).Message);
        Assert.Equal(1, source.Count);
        Assert.Empty(script.Requests);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_just_now_is_a_transient_fault_of_a_call_that_was_not_carried_out()
    {
        using var script = new ScriptedService();
        var source = new Source(s_hour) { Fault = new CredentialException(CredentialErrorKind.Unavailable, "busy") };
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => script.Open(new TuningConnectionOptions { Credential = new TokenCredential(source) }).GetTunedModelAsync("a"));

        Assert.Equal(("busy", true, false), (fault.Message, fault.IsTransient, fault.MayHaveBeenCarriedOut));
    }

    [Theory]
    [InlineData("v1beta/tunedModels/a:generateContent", true)]
    [InlineData("v1beta/tunedModels/a:streamGenerateContent", true)]
    [InlineData("v1beta/tunedModels/a", false)]
    [InlineData("v1beta/tunedModels", false)]
    [InlineData("v1/tunedModels/a/operations", false)]
    public async Task Beside_a_token_a_key_asks_models_and_nothing_else(string path, bool key)
    {
        var credential = new InferenceKeyCredential(new TokenCredential(new Source(s_hour), "my-project", _clock), new ApiKeyCredential("a-key"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://generativelanguage.googleapis.com/{path}");
        await credential.ApplyAsync(request, CancellationToken.None);

        Assert.Equal(key, request.Headers.Contains("x-goog-api-key"));
        Assert.Equal(!key, request.Headers.Contains("Authorization"));
        Assert.Equal(!key, request.Headers.Contains("x-goog-user-project"));
        Assert.DoesNotContain("a-key", request.RequestUri!.OriginalString, StringComparison.Ordinal);
    }

    static async Task<string?> SentAsync(TokenCredential credential)
    {
        using var request = new HttpRequestMessage();
        await credential.ApplyAsync(request, CancellationToken.None);
        return request.Headers.Authorization?.Parameter;
    }

    sealed class Source(TimeSpan lifetime) : ITokenSource
    {
        int _count;

        public string Kind => "user";

        public string? Owner => null;

        public string? Project => null;

        public string? QuotaProject => null;

        public int Count => _count;

        public CredentialException? Fault { get; set; }

        public TaskCompletionSource? Gate { get; init; }

        public bool Same { get; init; }

        public async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _count);
            if (Gate is { } gate)
                await gate.Task.WaitAsync(cancellationToken);
            if (Fault is { } fault)
            {
                Interlocked.Exchange(ref _count, fault.Kind == CredentialErrorKind.Unavailable ? 0 : number);
                throw fault;
            }
            return new AccessToken(Same ? "token" : $"token-{number}", lifetime);
        }
    }
}

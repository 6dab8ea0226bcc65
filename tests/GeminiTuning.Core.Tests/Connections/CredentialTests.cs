using System.Text.Json;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Connections;

public sealed class CredentialTests
{
    const string Word = "notARealSecret-0123456789";

    static readonly string[] s_kinds = ["API key", "access token"];

    public static TheoryData<string> Kinds => [.. s_kinds];

    [Fact]
    public async Task An_api_key_goes_into_its_header() =>
        Assert.Equal(Word, Assert.Single((await SentAsync(new ApiKeyCredential(Word))).Headers.GetValues("x-goog-api-key")));

    [Fact]
    public async Task An_access_token_goes_into_the_authorization_with_the_project_that_pays()
    {
        var sent = await SentAsync(new AccessTokenCredential(Word, "my-project"));

        Assert.Equal($"Bearer {Word}", sent.Headers.Authorization!.ToString());
        Assert.Equal("my-project", Assert.Single(sent.Headers.GetValues("x-goog-user-project")));
    }

    [Fact]
    public async Task Without_a_project_none_is_named() =>
        Assert.False((await SentAsync(new AccessTokenCredential(Word))).Headers.Contains("x-goog-user-project"));

    [Fact]
    public async Task No_credential_sends_nothing()
    {
        var sent = await SentAsync(new NoCredential());

        Assert.Equal(["User-Agent"], sent.Headers.Select(header => header.Key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_secret_is_never_part_of_the_address(string kind) =>
        Assert.DoesNotContain(Word, (await SentAsync(Credential(kind, Word))).Uri.OriginalString, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\n")]
    [InlineData("line\r\nx-injected: yes")]
    [InlineData("null\0")]
    [InlineData("schlüssel")]
    [InlineData("delete\u007F")]
    public void A_secret_that_no_header_can_hold_is_refused_without_being_shown(string secret)
    {
        foreach (var kind in s_kinds)
        {
            var refused = Assert.Throws<TuningArgumentException>(() => Credential(kind, secret));

            Assert.StartsWith($"The {kind} is empty or contains invalid characters", refused.Message, StringComparison.Ordinal);
            Assert.True(secret.Length == 0 || !refused.ToString().Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("access token", "GOCSPX-notARealSecret_0123456789", "an OAuth client secret")]
    [InlineData("access token", "AIzaSyD-notARealKey_0123456789", "an API key")]
    [InlineData("access token", "{\"installed\":{\"client_secret\":\"notARealSecret\"}}", "an OAuth client or key file (JSON)")]
    [InlineData("access token", "\n{\n \"client_secret\": \"notARealSecret\"\n}\n", "an OAuth client or key file (JSON)")]
    [InlineData("API key", "ya29.notARealToken_0123456789", "an access token")]
    [InlineData("API key", "GOCSPX-notARealSecret_0123456789", "an OAuth client secret")]
    [InlineData("API key", "{\"private_key\":\"notARealSecret\"}", "an OAuth client or key file (JSON)")]
    public void A_secret_of_another_kind_is_told_at_once_without_being_shown(string kind, string secret, string other)
    {
        var refused = Assert.Throws<TuningArgumentException>(() => Credential(kind, secret));

        Assert.StartsWith($"The value for the {kind} is {other}. It wasn't sent.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("notAReal", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API key", "AIzaSyD-notARealKey_0123456789")]
    [InlineData("API key", "AQ.notARealKey_0123456789")]
    [InlineData("access token", "ya29.notARealToken_0123456789")]
    [InlineData("access token", "eyJhbGciOi.notA.RealToken")]
    public void A_secret_of_its_own_kind_is_taken(string kind, string secret) => Assert.Equal(kind, Credential(kind, secret).Kind);

    [Theory]
    [InlineData("my\r\nx-injected: yes")]
    [InlineData("mein-pröjekt")]
    public void A_project_that_no_header_can_hold_is_refused_at_once(string project) =>
        Assert.Throws<TuningArgumentException>(() => new AccessTokenCredential(Word, project));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Neither_printing_nor_serializing_shows_a_secret(string kind)
    {
        var credential = Credential(kind, Word);
        var options = new TuningConnectionOptions { Credential = credential, Clock = new ManualTimeProvider() };
        using var connection = new TuningConnection(options);

        object[] shown = [credential, options, connection];
        foreach (var item in shown)
        {
            Assert.DoesNotContain(Word, item.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Word, JsonSerializer.Serialize(item), StringComparison.Ordinal);
        }
        Assert.Equal(kind, connection.Credential);
        Assert.Equal("Gemini Developer API at https://generativelanguage.googleapis.com/", connection.ToString());
    }

    static ICredential Credential(string kind, string secret) => kind == "API key" ? new ApiKeyCredential(secret) : new AccessTokenCredential(secret, "my-project");

    static async Task<SentRequest> SentAsync(ICredential credential)
    {
        using var script = new ScriptedService().Answers("{}");
        await script.Open(new TuningConnectionOptions { Credential = credential }).GetTunedModelAsync("a");
        return script.Request;
    }
}

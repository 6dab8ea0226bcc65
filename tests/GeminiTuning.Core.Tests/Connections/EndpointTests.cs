namespace GeminiTuning.Tests.Connections;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/")]
    [InlineData("https://proxy.example:8443/gemini")]
    [InlineData("http://127.0.0.1:8085/")]
    [InlineData("http://localhost:8085/")]
    [InlineData("http://[::1]:8085/")]
    public void A_credential_may_be_sent_by_https_and_to_this_machine(string endpoint)
    {
        using var connection = Connect(endpoint);

        Assert.Equal(endpoint, connection.Endpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://generativelanguage.googleapis.com/", "uses HTTP, which could expose the credential")]
    [InlineData("http://127.0.0.1.example/", "uses HTTP, which could expose the credential")]
    [InlineData("http://localhost.example/", "uses HTTP, which could expose the credential")]
    [InlineData("http://0.0.0.0/", "uses HTTP, which could expose the credential")]
    [InlineData("http://192.168.1.1/", "uses HTTP, which could expose the credential")]
    [InlineData("http://127.0.0.1@proxy.example/", "contains a user name or a password")]
    [InlineData("https://user:word@generativelanguage.googleapis.com/", "contains a user name or a password")]
    [InlineData("https://generativelanguage.googleapis.com/?key=word", "a query or a fragment")]
    [InlineData("https://generativelanguage.googleapis.com/#word", "a query or a fragment")]
    [InlineData("ftp://generativelanguage.googleapis.com/", "must begin with https:// or http://")]
    [InlineData("file:///etc/hosts", "must begin with https:// or http://")]
    [InlineData("v1beta/tunedModels", "is incomplete")]
    public void Any_other_address_is_refused_with_the_reason_and_no_password(string endpoint, string reason)
    {
        var refused = Assert.Throws<TuningArgumentException>(() => Connect(endpoint));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("=word", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(":word", refused.Message, StringComparison.Ordinal);
    }

    static TuningConnection Connect(string endpoint) =>
        new(new TuningConnectionOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) });
}

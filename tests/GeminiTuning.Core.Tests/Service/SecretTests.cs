using System.Net;

namespace GeminiTuning.Tests.Service;

/// <summary>Whatever a server does with a secret, no error and no log shows it.</summary>
public sealed class SecretTests
{
    const string Key = "AIzaSyD-notARealKey_0123456789";

    public static TheoryData<string> Echoes => [
        $$$"""{"error": {"code": 400, "message": "API key not valid: {{{Key}}}.", "status": "INVALID_ARGUMENT"}}""",
        $$$"""{"error": {"code": 400, "message": "No.", "status": "{{{Key}}}", "details": [{"reason": "{{{Key}}}", "fieldViolations": [{"field": "{{{Key}}}", "description": "{{{Key}}}"}], "violations": [{"quotaId": "{{{Key}}}"}], "requestId": "{{{Key}}}", "{{{Key}}}": {"deep": ["{{{Key}}}"]}}]}}""",
        $"<html>GET /v1beta/tunedModels/a?key={Key}</html>",
        $$$"""{"error": {"code": 400, "message": "{{{Key}}}""",
    ];

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_secret_that_the_server_echoes_is_in_no_part_of_the_error(string body)
    {
        using var script = new ScriptedService().Answers(body, HttpStatusCode.BadRequest);

        HidesTheSecret(await FaultAsync(script, Key), Key);
    }

    [Theory]
    [InlineData("1//0g-token+with/slashes==", "/", "\\/")]
    [InlineData("1//0g-token+with/slashes==", "=", "\\u003d")]
    [InlineData("quote\"and\\backslash", "\"", "\\\"")]
    public async Task A_secret_that_is_echoed_with_escapes_is_in_no_part_of_the_error(string key, string character, string escaped)
    {
        var echo = key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(character, escaped, StringComparison.Ordinal);
        using var script = new ScriptedService().Answers($$$"""{"error": {"code": 400, "message": "Bad key {{{echo}}}", "details": [{"metadata": "{{{echo}}}"}]}}""", HttpStatusCode.BadRequest);

        HidesTheSecret(await FaultAsync(script, key), key);
    }

    [Theory]
    [InlineData("""{"error": {"code": 400, "message": "Bad key AIzaSyD-notARe""")]
    [InlineData("""{"error": {"code": 400, "message": "Bad key \"AIzaSyD-not…\"."}}""")]
    [InlineData("""{"error": {"code": 400, "message": "Bad key AIzaSyD-not\u0041Re"}}""")]
    public async Task The_beginning_of_a_secret_is_in_no_part_of_the_error(string body)
    {
        using var script = new ScriptedService().Answers(body, HttpStatusCode.BadRequest);
        var fault = await FaultAsync(script, Key);

        HidesTheSecret(fault, Key[..8]);
        Assert.Contains("Bad key", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$$"""{"{{{Key}}}": nonsense}""")]
    [InlineData($$$"""{"name": {"{{{Key}}}": 1}}""")]
    [InlineData($$$"""{"state": "{{{Key}}}", "{{{Key}}}": ["{{{Key}}}" "{{{Key}}}"]}""")]
    public async Task An_answer_that_is_not_understood_does_not_show_the_secret(string body)
    {
        using var script = new ScriptedService().Answers(body);
        var fault = await FaultAsync(script, Key);

        Assert.Equal(TuningServiceErrorKind.AnswerNotUnderstood, fault.Kind);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_echoed_in_the_middle_of_a_stream_is_in_no_part_of_the_error()
    {
        using var script = new ScriptedService().Answers($$$"""[{}, {"error": {"code": 400, "message": "API key not valid: {{{Key}}}.", "details": [{"metadata": "{{{Key}}}"}]}}]""");
        var service = script.Open(Options(Key));
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() =>
            service.GenerateStreamAsync(new GenerationRequest { Model = "tunedModels/a", Prompt = "LXIII" }).ToListAsync());

        HidesTheSecret(fault, Key);
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("x-goog-request-id")]
    public async Task A_secret_that_a_header_echoes_is_in_no_part_of_the_error(string header)
    {
        using var script = new ScriptedService().Answers("{}", HttpStatusCode.BadRequest, (header, $"id-{Key}"));

        Assert.Equal("id-***", (await FaultAsync(script, Key)).RequestId);
    }

    [Fact]
    public async Task No_log_shows_the_secret()
    {
        var log = new List<string>();
        using var script = new ScriptedService().Answers($"<html>{Key}</html>", HttpStatusCode.BadGateway).Answers("{}");
        await script.Open(Options(Key) with { RetryPolicy = new ImmediateRetries(1) }, log.Add).GetTunedModelAsync("a");

        Assert.Equal(3, log.Count);
        Assert.DoesNotContain(log, line => line.Contains(Key, StringComparison.Ordinal));
    }

    static TuningConnectionOptions Options(string key) => new() { Credential = new ApiKeyCredential(key) };

    static Task<TuningServiceException> FaultAsync(ScriptedService script, string key) =>
        Assert.ThrowsAsync<TuningServiceException>(() => script.Open(Options(key)).GetTunedModelAsync("a"));

    static void HidesTheSecret(TuningServiceException fault, string secret)
    {
        Assert.Contains("***", fault.Message + fault.ResponseBody, StringComparison.Ordinal);
        string?[] parts = [fault.ToString(), fault.ResponseBody, fault.Status, fault.Reason, fault.RequestId,
            .. fault.QuotaIds, .. fault.FieldViolations.Select(violation => violation.ToString()),
            .. fault.Details.SelectMany(detail => detail.EnumerateObject()).Select(property => property.Name + property.Value)];
        Assert.DoesNotContain(parts, part => part?.Contains(secret, StringComparison.Ordinal) == true);
    }
}

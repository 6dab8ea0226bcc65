using System.Net;
using System.Text;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>Whatever stands in an error, it is a fault of the service, and its words are kept where they can be.</summary>
public sealed class ErrorFuzzTests : IDisposable
{
    const string Words = "Quota exceeded 😀.";

    const string Error = $$$"""
        {"error": {"code": 429, "message": "{{{Words}}}", "status": "RESOURCE_EXHAUSTED", "details": [
          {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com", "metadata": {"service": "generativelanguage"}},
          {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "37.5s"},
          {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"subject": "project", "description": "too many", "quotaId": "PerMinute"}]},
          {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "tuned_model", "description": "is missing"}]},
          {"@type": "type.googleapis.com/google.rpc.RequestInfo", "requestId": "abc"}]}}
        """;

    readonly FuzzedService _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task An_error_keeps_its_words_whatever_else_of_it_cannot_be_read() =>
        Findings.None(await Findings.OfAsync(JsonVariants.Of(Error), async variant =>
            KeepsWords(await FaultAsync("get model", variant.Json, 429), variant)));

    [Fact]
    public async Task So_does_one_in_the_middle_of_a_stream() =>
        Findings.None(await Findings.OfAsync(JsonVariants.Of(Error).Where(variant => !variant.Change.StartsWith("$ ", StringComparison.Ordinal)), async variant =>
        {
            var outcome = await _service.OutcomeAsync(FuzzedMethod.All["generate streamed"], Encoding.UTF8.GetBytes($"[{{}}, {variant.Json}]"));
            Outcome.IsGood(outcome);
            if (variant.Change is not ("$.error is missing" or "$.error = null"))
                KeepsWords(Assert.IsType<TuningServiceException>(outcome), variant);
        }));

    [Theory]
    [InlineData("get model")]
    [InlineData("generate streamed")]
    public async Task An_error_cut_off_anywhere_keeps_its_status(string name)
    {
        var error = Encoding.UTF8.GetBytes(Error);
        Findings.None(await Findings.OfAsync(Enumerable.Range(0, error.Length), length => FaultAsync(name, error[..length], 429)));
    }

    [Fact]
    public async Task Any_byte_of_an_error_may_be_none_of_utf8()
    {
        var error = Encoding.UTF8.GetBytes(Error);
        Findings.None(await Findings.OfAsync(Enumerable.Range(0, error.Length),
            place => FaultAsync("get model", [.. error[..place], 0xFF, .. error[(place + 1)..]], 429)));
    }

    [Fact]
    public async Task Any_byte_of_an_error_in_the_middle_of_a_stream_may_be_none_of_utf8()
    {
        var error = Encoding.UTF8.GetBytes($"[{{}}, {Error}]");
        Findings.None(await Findings.OfAsync(Enumerable.Range(0, error.Length), async place =>
            Outcome.IsGood(await _service.OutcomeAsync(FuzzedMethod.All["generate streamed"], [.. error[..place], 0xFF, .. error[(place + 1)..]]))));
    }

    [Fact]
    public async Task An_error_is_read_behind_a_byte_order_mark() =>
        Assert.Equal(Words, (await FaultAsync("get model", "\uFEFF" + Error, 429)).Message);

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task A_proxys_page_keeps_its_status(string? type)
    {
        foreach (var name in FuzzedMethod.All.Keys)
            foreach (var status in new[] { 301, 401, 403, 407, 502, 504, 599 })
                await FaultAsync(name, "<html><body>Blocked by the proxy</body></html>"u8.ToArray(), status, type);
    }

    // Where an answer is cut, a character of two halves may stand.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_long_error_is_cut_between_two_characters(int before) =>
        await FaultAsync("get model", new string('x', before) + string.Concat(Enumerable.Repeat("😀", 40_000)), 502);

    [Fact]
    public async Task What_is_nested_without_end_is_an_error_too() =>
        await FaultAsync("get model", string.Concat(Enumerable.Repeat("{\"error\":", 100_000)), 500);

    static void KeepsWords(TuningServiceException fault, JsonVariant variant)
    {
        var losesWords = variant.Change.StartsWith("$ =", StringComparison.Ordinal) || variant.Change.StartsWith("$.error =", StringComparison.Ordinal)
            || variant.Change == "$.error is missing" || variant.Change.StartsWith("$.error.message", StringComparison.Ordinal);
        Assert.True(losesWords || fault.Message == Words, fault.Message);
    }

    Task<TuningServiceException> FaultAsync(string name, string body, int status) => FaultAsync(name, Encoding.UTF8.GetBytes(body), status);

    async Task<TuningServiceException> FaultAsync(string name, byte[] body, int status, string? type = "application/json")
    {
        var fault = Assert.IsType<TuningServiceException>(await _service.OutcomeAsync(FuzzedMethod.All[name], body, (HttpStatusCode)status, type));
        Assert.Equal(status, (int)fault.StatusCode!);
        Outcome.IsGood(fault);
        return fault;
    }
}

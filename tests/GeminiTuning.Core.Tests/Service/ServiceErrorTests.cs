using System.Net;

namespace GeminiTuning.Tests.Service;

public sealed class ServiceErrorTests
{
    [Fact]
    public async Task An_error_is_read_whole()
    {
        const string Body = """
            {"error": {"code": 403, "message": "Request had insufficient authentication scopes.", "status": "PERMISSION_DENIED", "details": [
              {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"},
              {"@type": "type.googleapis.com/google.rpc.RequestInfo", "requestId": "from-the-body"}]}}
            """;
        var fault = await FaultAsync(Body, HttpStatusCode.Forbidden, ("x-request-id", "from-the-header"));

        Assert.Equal("Request had insufficient authentication scopes.", fault.Message);
        Assert.Equal((HttpStatusCode.Forbidden, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), (fault.StatusCode, fault.Status, fault.Reason));
        Assert.Equal("from-the-body", fault.RequestId);
        Assert.Equal(2, fault.Details.Count);
        Assert.Equal("googleapis.com", fault.Details[0].GetProperty("domain").GetString());
        Assert.Equal(Body, fault.ResponseBody);
    }

    [Theory]
    [InlineData("""{"error":{"message":"","code":404,"status":"Not Found"}}""")]
    [InlineData("""{"error":{"message":"  ","code":404,"status":"Not Found"}}""")]
    [InlineData("""{"error":{"code":404,"status":"Not Found"}}""")]
    public async Task An_empty_message_is_as_good_as_none(string body) =>
        Assert.StartsWith("HTTP 404: ", (await FaultAsync(body, HttpStatusCode.NotFound)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("x-goog-request-id")]
    public async Task The_id_of_the_request_may_stand_in_a_header(string header) =>
        Assert.Equal("abc", (await FaultAsync("{}", HttpStatusCode.NotFound, (header, "abc"))).RequestId);

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(409, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task Only_what_may_succeed_later_is_transient(int status, bool isTransient) =>
        Assert.Equal(isTransient, (await FaultAsync("{}", (HttpStatusCode)status)).IsTransient);

    [Fact]
    public async Task Refused_fields_are_told_one_by_one()
    {
        var fault = await FaultAsync("""
            {"error": {"code": 400, "message": "Invalid.", "status": "INVALID_ARGUMENT", "details": [null, 1, {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [
              {"field": "tuned_model.tuning_task.hyperparameters.epoch_count", "description": "must be positive"}, null, {"description": "something else"}]}]}}
            """, HttpStatusCode.BadRequest);

        Assert.Equal(["tuned_model.tuning_task.hyperparameters.epoch_count: must be positive", "something else"],
            fault.FieldViolations.Select(violation => violation.ToString()));
    }

    [Theory]
    [InlineData("GenerateRequestsPerMinutePerProjectPerModel", true)]
    [InlineData("GenerateRequestsPerDayPerProjectPerModel-FreeTier", false)]
    public async Task A_quota_of_a_day_is_not_worth_another_attempt(string quotaId, bool isTransient)
    {
        var fault = await FaultAsync($$$"""
            {"error": {"code": 429, "message": "Quota exceeded.", "status": "RESOURCE_EXHAUSTED", "details": [
              {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaMetric": "requests", "quotaId": "{{{quotaId}}}"}]}]}}
            """, HttpStatusCode.TooManyRequests);

        Assert.Equal([quotaId], fault.QuotaIds);
        Assert.Equal((isTransient, !isTransient), (fault.IsTransient, fault.IsDailyQuota));
    }

    [Theory]
    [InlineData("", "HTTP 502")]
    [InlineData("<html>\n  <head><title>502</title></head>\r\n</html>", "HTTP 502: <html> <head><title>502</title></head> </html>")]
    [InlineData("{\"error\": {\"code\": 502, \"mess", "HTTP 502: {\"error\": {\"code\": 502, \"mess")]
    [InlineData("{\"error\": \"text\"}", "HTTP 502: {\"error\": \"text\"}")]
    [InlineData("{\"error\": {\"message\": 5, \"details\": {}}}", "HTTP 502: {\"error\": {\"message\": 5, \"details\": {}}}")]
    [InlineData("[]", "HTTP 502: []")]
    [InlineData("null", "HTTP 502: null")]
    public async Task What_is_not_the_services_error_is_shown_as_it_came(string body, string message)
    {
        var fault = await FaultAsync(body, HttpStatusCode.BadGateway);

        Assert.Equal((message, body, HttpStatusCode.BadGateway, null), (fault.Message, fault.ResponseBody, fault.StatusCode, fault.Status));
    }

    [Fact]
    public async Task A_long_page_of_a_proxy_is_cut()
    {
        var fault = await FaultAsync("<html>" + new string('x', 100_000), HttpStatusCode.BadGateway);

        Assert.InRange(fault.Message.Length, 1, 250);
        Assert.Equal(64 * 1024, fault.ResponseBody!.Length);
    }

    [Fact]
    public async Task An_error_in_an_array_is_read_too() =>
        Assert.Equal("Tuned model tunedModels/x does not exist.",
            (await FaultAsync("""[{"error": {"code": 404, "message": "Tuned model tunedModels/x does not exist.", "status": "NOT_FOUND"}}]""", HttpStatusCode.NotFound)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("{\"name\": \"tunedModels/a\", \"disp")]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("null")]
    public async Task An_answer_that_is_cut_off_or_something_else_is_a_transient_fault(string body)
    {
        var fault = await FaultAsync(body, HttpStatusCode.OK);

        Assert.StartsWith("The response from generativelanguage.googleapis.com is incomplete or isn't in the expected format.", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsTransient);
        Assert.Null(fault.StatusCode);
    }

    [Fact]
    public async Task A_connection_that_fails_is_a_transient_fault()
    {
        using var script = new ScriptedService().Throws(new HttpRequestException("Connection refused"));
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => script.Open().GetTunedModelAsync("a"));

        Assert.Equal(("No response from generativelanguage.googleapis.com. Connection refused.", true), (fault.Message, fault.IsTransient));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_no_transient_fault()
    {
        using var script = new ScriptedService().Throws(new HttpRequestException(
            HttpRequestError.SecureConnectionError, "SSL", new System.Security.Authentication.AuthenticationException("The certificate is not trusted.")));
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => script.Open().GetTunedModelAsync("a"));

        Assert.Equal(("A secure connection to generativelanguage.googleapis.com can't be established. The certificate is not trusted.", false), (fault.Message, fault.IsTransient));
    }

    [Fact]
    public async Task A_transient_fault_is_logged_before_the_call_is_made_again()
    {
        var log = new List<string>();
        using var script = new ScriptedService().Answers("", HttpStatusCode.ServiceUnavailable).Answers("{}");
        await script.Open(new TuningConnectionOptions { RetryPolicy = new ImmediateRetries(1) }, log.Add).GetTunedModelAsync("a");

        Assert.Equal("Attempt 1 failed. HTTP 503. Retrying in 0 seconds.", log[1]);
    }

    static async Task<TuningServiceException> FaultAsync(string body, HttpStatusCode status, params (string, string)[] headers)
    {
        using var script = new ScriptedService().Answers(body, status, headers);
        return await Assert.ThrowsAsync<TuningServiceException>(() => script.Open().GetTunedModelAsync("x"));
    }
}

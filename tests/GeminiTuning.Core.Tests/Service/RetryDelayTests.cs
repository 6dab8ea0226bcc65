using System.Globalization;
using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Service;

/// <summary>How long the service asks a caller to wait.</summary>
public sealed class RetryDelayTests
{
    readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData("37s", 37)]
    [InlineData("1.5s", 1.5)]
    [InlineData("0s", 0)]
    [InlineData("0.123456789s", 0.123456789)]
    [InlineData("86400s", 86400)]
    public async Task It_stands_in_the_retry_info(string text, double seconds) =>
        Assert.Equal(seconds, (await DelayAsync(RetryInfo(text)))!.Value.TotalSeconds, 6);

    [Theory]
    [InlineData("s")]
    [InlineData("37")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("soon")]
    public async Task A_retry_info_that_is_no_duration_is_passed_over(string text) => Assert.Null(await DelayAsync(RetryInfo(text)));

    [Fact]
    public async Task It_may_stand_in_the_header_in_seconds() => Assert.Equal(TimeSpan.FromSeconds(120), await DelayAsync("", "120"));

    [Fact]
    public async Task It_may_stand_in_the_header_as_a_date()
    {
        var date = _clock.GetUtcNow().AddMinutes(2).ToString("R", CultureInfo.InvariantCulture);

        Assert.Equal(TimeSpan.FromMinutes(2), await DelayAsync("", date));
    }

    [Fact]
    public async Task A_date_that_is_past_asks_for_nothing()
    {
        var date = _clock.GetUtcNow().AddMinutes(-2).ToString("R", CultureInfo.InvariantCulture);

        Assert.Null(await DelayAsync("", date));
    }

    [Fact]
    public async Task The_retry_info_goes_before_the_header() => Assert.Equal(TimeSpan.FromSeconds(37), await DelayAsync(RetryInfo("37s"), "120"));

    [Theory]
    [InlineData("2592001s", null)]
    [InlineData("99999999999999999999s", null)]
    [InlineData(null, "2147483647")]
    [InlineData(null, "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task It_is_no_longer_than_a_timer_takes(string? info, string? header) =>
        Assert.Equal(TimeSpan.FromDays(30), await DelayAsync(info is null ? "" : RetryInfo(info), header));

    static string RetryInfo(string delay) =>
        $$$"""{"error": {"code": 429, "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "{{{delay}}}"}]}}""";

    async Task<TimeSpan?> DelayAsync(string body, string? retryAfter = null)
    {
        using var script = new ScriptedService().Answers(body, HttpStatusCode.TooManyRequests, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var service = script.Open(new TuningConnectionOptions { Clock = _clock });
        return (await Assert.ThrowsAsync<TuningServiceException>(() => service.GetTunedModelAsync("x"))).RetryDelay;
    }
}

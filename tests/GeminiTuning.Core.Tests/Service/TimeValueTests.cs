namespace GeminiTuning.Tests.Service;

/// <summary>Times as services send them: any number of decimals, in UTC or with an offset. Anything else is no time.</summary>
public sealed class TimeValueTests
{
    [Theory]
    [InlineData("2024-03-14T15:09:26Z", 0)]
    [InlineData("2024-03-14T15:09:26.5Z", 5_000_000)]
    [InlineData("2024-03-14T15:09:26.123Z", 1_230_000)]
    [InlineData("2024-03-14T15:09:26.123456Z", 1_234_560)]
    [InlineData("2024-03-14T15:09:26.123456789Z", 1_234_567)]
    [InlineData("2024-03-14T15:09:26.999999999Z", 9_999_999)]
    [InlineData("2024-03-14T15:09:26.1234567890123456789Z", 1_234_567)]
    [InlineData("2024-03-14T17:09:26.5+02:00", 5_000_000)]
    [InlineData("2024-03-14T15:09:26.25", 2_500_000)]
    [InlineData("2024-03-14T15:09:26\\u002e25Z", 2_500_000)]
    public void A_time_is_read_to_a_tenth_of_a_microsecond_and_shown_in_local_time(string text, long ticks)
    {
        var time = Read(text)!.Value;

        Assert.Equal(new DateTime(2024, 3, 14, 15, 9, 26, DateTimeKind.Utc).AddTicks(ticks), time.UtcDateTime);
        Assert.Equal(TimeZoneInfo.Local.GetUtcOffset(time), time.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-03-14")]
    [InlineData("2024-03-14T15:09Z")]
    [InlineData("2024-03-14 15:09:26Z")]
    [InlineData("2024-02-30T15:09:26Z")]
    [InlineData("2024-03-14T25:09:26Z")]
    [InlineData("2024-03-14T15:09:26.Z5Z")]
    [InlineData("2024-03-14T15:09:26.5+02:00Z")]
    [InlineData("02024-03-14T15:09:26Z")]
    public void A_text_of_another_form_is_no_time(string text) => Assert.Null(Read(text));

    static DateTimeOffset? Read(string text)
    {
        using var script = new ScriptedService().Answers($$"""{"name": "tunedModels/a", "createTime": "{{text}}"}""");
        return script.Open().GetTunedModelAsync("tunedModels/a").GetAwaiter().GetResult().CreateTime;
    }
}

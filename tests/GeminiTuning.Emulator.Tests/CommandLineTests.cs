namespace GeminiTuning.Emulator.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void All_that_can_be_said_is_understood()
    {
        Assert.True(CommandLine.TryParse(["--port", "8085", "--data-path=models", "--tuning-duration", "0.5"], out var options, out _));
        Assert.Equal(new TuningEmulatorOptions { Port = 8085, DataPath = "models", TuningDuration = TimeSpan.FromSeconds(0.5) }, options);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--tuning-duration", "-1")]
    [InlineData("--tuning-duration", "NaN")]
    [InlineData("--data-path", "")]
    [InlineData("--nonsense", "1")]
    [InlineData("8085")]
    public void What_is_not_understood_is_repeated(params string[] arguments)
    {
        Assert.False(CommandLine.TryParse(arguments, out _, out var message));
        Assert.Contains(arguments[0], message, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_error()
    {
        Assert.True(CommandLine.TryParse(["--help"], out var options, out var message));
        Assert.Null(options);
        Assert.Contains("It is not Gemini", message, StringComparison.Ordinal);
    }
}

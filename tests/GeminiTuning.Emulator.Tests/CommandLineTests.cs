namespace GeminiTuning.Emulator.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void All_that_can_be_said_is_understood()
    {
        Assert.True(CommandLine.TryParse(["--port", "8085", "--data-path=models", "--tuning-duration", "0.5"], out var options, out _));
        Assert.Equal(new TuningEmulatorOptions { Port = 8085, DataPath = "models", TuningDuration = TimeSpan.FromSeconds(0.5) }, options);
    }

    [Fact]
    public void Faults_are_understood_in_order_and_at_a_rate()
    {
        Assert.True(CommandLine.TryParse(["--fault", "503,none,429:2s,lost"], out var options, out _));
        Assert.Equal(["503", "none", "429:2s", "lost"], options!.Faults!.Kinds);

        Assert.True(CommandLine.TryParse(["--fault-seed=-7", "--fault-rate", "0.2", "--fault", "lost"], out options, out _));
        Assert.Equal((0.2, -7), (options!.Faults!.Rate, options.Faults.Seed));
        Assert.Equal("lost at a rate of 0.2 (seed -7)", $"{options.Faults}");
    }

    [Theory]
    [InlineData("'429:x' isn't a valid fault", "--fault", "429:x")]
    [InlineData("'any' isn't a valid fault", "--fault", "any")]
    [InlineData("requires faults to draw from", "--fault-rate", "0.2")]
    [InlineData("from 0 to 1", "--fault", "lost", "--fault-rate", "2")]
    [InlineData("requires a fault rate", "--fault", "lost", "--fault-seed", "7")]
    public void Faults_that_cannot_be_given_are_refused_before_anything_starts(string words, params string[] arguments)
    {
        Assert.False(CommandLine.TryParse(arguments, out var options, out var message));
        Assert.Null(options);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains("--fault-rate RATE", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--tuning-duration", "-1")]
    [InlineData("--tuning-duration", "NaN")]
    [InlineData("--tuning-duration", "-Infinity")]
    [InlineData("--data-path", "")]
    [InlineData("--fault", "")]
    [InlineData("--fault-rate", "much")]
    [InlineData("--fault-rate", "-0.1")]
    [InlineData("--fault-seed", "0.5")]
    [InlineData("--fault-seed")]
    [InlineData("--nonsense", "1")]
    [InlineData("8085")]
    public void What_is_not_understood_is_repeated(params string[] arguments)
    {
        Assert.False(CommandLine.TryParse(arguments, out _, out var message));
        Assert.Contains(arguments[0], message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "PowerShell:", "$env:GOOGLE_GEMINI_BASE_URL = 'http://127.0.0.1:1'")]
    [InlineData(true, "Command Prompt:", "set GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:1")]
    [InlineData(true, "Git Bash:", "export GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:1")]
    [InlineData(false, "bash, zsh, fish:", "export STORAGE_EMULATOR_HOST=http://127.0.0.1:1")]
    [InlineData(false, "PowerShell:", "$env:GOOGLE_VERTEX_BASE_URL = 'http://127.0.0.1:1'")]
    public void Variables_are_set_in_the_syntax_of_each_shell(bool isWindows, string shell, string command)
    {
        var lines = CommandLine.Variables("http://127.0.0.1:1", isWindows).Split('\n').ToList();
        var first = lines.IndexOf(shell) + 1;
        Assert.NotEqual(0, first);
        Assert.Contains("  " + command, lines[first..(first + 3)]);
    }

    [Fact]
    public void No_command_of_another_systems_shell_is_shown() =>
        Assert.DoesNotContain("\n  set ", CommandLine.Variables("http://127.0.0.1:1", isWindows: false), StringComparison.Ordinal);

    [Fact]
    public void Help_is_no_error()
    {
        Assert.True(CommandLine.TryParse(["--help"], out var options, out var message));
        Assert.Null(options);
        Assert.Contains("It isn't Gemini", message, StringComparison.Ordinal);
    }
}

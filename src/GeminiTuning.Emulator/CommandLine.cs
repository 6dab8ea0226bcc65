using System.Globalization;

namespace GeminiTuning.Emulator;

/// <summary>The program's arguments, and what it says.</summary>
static class CommandLine
{
    const string Usage = """
        Stands in for the tuning methods of the Gemini Developer API, on this machine. It is not Gemini: what it tunes is a
        small text model, which answers with the outputs that it was taught.

        Usage: GeminiTuning.Emulator [options]
          --port PORT                 the port on 127.0.0.1 and localhost (default: a free one)
          --data-path DIRECTORY       keep tuned models here (default: in memory only)
          --tuning-duration SECONDS   the least time that a tuning takes (default: 2)
          --help                      show this
        """;

    /// <summary>Reads the arguments. Where help is asked for there are no options, and the message is the help.</summary>
    /// <returns>False where they cannot be understood; the message says why.</returns>
    public static bool TryParse(string[] arguments, out TuningEmulatorOptions? options, out string message)
    {
        options = new TuningEmulatorOptions();
        message = Usage;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--help" or "-h" or "-?")
            {
                options = null;
                return true;
            }

            var (name, value) = Split(arguments, ref i);
            if (With(options, name, value) is not { } changed)
            {
                message = $"'{name}{(value is null ? "" : " " + value)}' is not understood.\n\n{Usage}";
                return false;
            }

            options = changed;
        }

        return true;
    }

    public static string Greeting(TuningEmulator emulator) => $"""
        This is an emulator. It stands in for the Gemini Developer API and is not Gemini.
        It listens on {emulator.Endpoint}, and keeps its models {(emulator.DataPath is { } path ? $"in {path}" : "in memory only")}.

        Point clients at it with
          export GOOGLE_GEMINI_BASE_URL={emulator.Endpoint.ToString().TrimEnd('/')}
        Press Ctrl+C to stop it.
        """;

    static (string Name, string? Value) Split(string[] arguments, ref int i)
    {
        var argument = arguments[i];
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return (argument[..equals], argument[(equals + 1)..]);
        return (argument, i + 1 < arguments.Length ? arguments[++i] : null);
    }

    static TuningEmulatorOptions? With(TuningEmulatorOptions options, string name, string? value) => (name, value) switch
    {
        ("--port", not null) when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            => options with { Port = port },
        ("--data-path", { Length: > 0 }) => options with { DataPath = value },
        ("--tuning-duration", not null) when Seconds(value) is { } duration => options with { TuningDuration = duration },
        _ => null,
    };

    static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

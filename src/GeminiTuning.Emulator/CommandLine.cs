using System.Globalization;

namespace GeminiTuning.Emulator;

/// <summary>The program's arguments, and what it says.</summary>
static class CommandLine
{
    const string Usage = """
        Stands in for the tuning methods of the Gemini Developer API and of Vertex AI, and for the parts of Cloud Storage that
        belong to those, on this machine. It is not Gemini: what it tunes is a small text model, which answers with the outputs
        that it was taught.

        Usage: GeminiTuning.Emulator [options]
          --port PORT                 the port on 127.0.0.1 and localhost (default: a free one)
          --data-path DIRECTORY       keep models, jobs and objects here (default: until it stops)
          --tuning-duration SECONDS   the least time that a tuning or a batch takes (default: 2)
          --fault FAULT,FAULT,...     what goes wrong, request by request: 503, 429:2s, 429:PerDay, reset, lost, truncated,
                                      malformed, slow:2s, stalled, expired, none (default: nothing)
          --fault-rate RATE           the chance of each request, 0 to 1, to get one of the faults; any stands for all
                                      that trying again overcomes
          --fault-seed SEED           a whole number that decides which requests get one (default: another each time)
          --help                      show this
        """;

    /// <summary>Reads the arguments. Where help is asked for there are no options, and the message is the help.</summary>
    /// <returns>False where they cannot be understood; the message says why.</returns>
    public static bool TryParse(string[] arguments, out TuningEmulatorOptions? options, out string message)
    {
        options = null;
        message = Usage;
        var read = new Arguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--help" or "-h" or "-?")
                return true;

            var (name, value) = Split(arguments, ref i);
            if (With(read, name, value) is not { } changed)
            {
                message = $"'{name}{(value is null ? "" : " " + value)}' is not understood.\n\n{Usage}";
                return false;
            }

            read = changed;
        }

        try
        {
            options = read.Options with { Faults = read.Plan };
            return true;
        }
        catch (ArgumentException e)
        {
            message = $"{e.Message}\n\n{Usage}";
            return false;
        }
    }

    public static string Greeting(TuningEmulator emulator)
    {
        var place = emulator.DataPath is { } path ? $"in {path}" : "until it stops";
        var address = emulator.Endpoint.ToString().TrimEnd('/');
        var faults = emulator.Faults is { } plan ? $"\nIt gives faults on request: {plan}." : "";
        return $"""
            This is an emulator. It stands in for the Gemini Developer API, Vertex AI and Cloud Storage, and is not Gemini.
            It listens on {emulator.Endpoint}, and keeps its models and objects {place}.{faults}

            Point clients at it with
              export GOOGLE_GEMINI_BASE_URL={address}
              export GOOGLE_VERTEX_BASE_URL={address}
              export STORAGE_EMULATOR_HOST={address}
            Press Ctrl+C to stop it.
            """;
    }

    static (string Name, string? Value) Split(string[] arguments, ref int i)
    {
        var argument = arguments[i];
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return (argument[..equals], argument[(equals + 1)..]);
        return (argument, i + 1 < arguments.Length ? arguments[++i] : null);
    }

    static Arguments? With(Arguments read, string name, string? value) => (name, value) switch
    {
        ("--port", not null) when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            => read with { Options = read.Options with { Port = port } },
        ("--data-path", { Length: > 0 }) => read with { Options = read.Options with { DataPath = value } },
        ("--tuning-duration", not null) when Seconds(value) is { } duration
            => read with { Options = read.Options with { TuningDuration = duration } },
        ("--fault", { Length: > 0 }) => read with { Faults = value },
        ("--fault-rate", not null) when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            => read with { Rate = rate },
        ("--fault-seed", not null) when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            => read with { Seed = seed },
        _ => null,
    };

    static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>What was read: the faults are understood when all three are there.</summary>
    sealed record Arguments
    {
        public TuningEmulatorOptions Options { get; init; } = new();

        public string? Faults { get; init; }

        public double? Rate { get; init; }

        public int? Seed { get; init; }

        public FaultPlan? Plan => (Faults, Rate, Seed) is (null, null, null) ? null : FaultPlan.Parse(Faults ?? "", Rate, Seed);
    }
}

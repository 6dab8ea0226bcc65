using System.Globalization;
using System.Text;

namespace GeminiTuning.Emulator;

/// <summary>The program's arguments and messages.</summary>
static class CommandLine
{
    const int Indent = 30;
    const int Width = 120;

    static readonly string[] s_variables = ["GOOGLE_GEMINI_BASE_URL", "GOOGLE_VERTEX_BASE_URL", "STORAGE_EMULATOR_HOST"];

    static readonly string s_usage = $"""
        Emulates the tuning methods of the Gemini Developer API and Vertex AI, and the parts of Cloud Storage that they
        use, on this computer. It isn't Gemini: it trains a small text model, which responds with the outputs of its
        examples.

        Usage: gemini-tuning-emulator [options]
          --port PORT                 The port on 127.0.0.1 and localhost. Default: a free port.
          --data-path DIRECTORY       Keep models, jobs, and objects here. Default: delete them when the emulator stops.
          --tuning-duration SECONDS   The minimum duration of a tuning or batch job, 0 to 86400. Default: 2.
          --fault FAULT,FAULT,...     {Wrap($"The faults to inject, request by request: {FaultPlan.AllowedFaults}. Default: none.")}
          --fault-rate RATE           The probability that a request gets one of the faults, 0 to 1.
          --fault-seed SEED           A whole number that determines which requests get a fault. Default: a random one.
          --help                      Show this help.
        """;

    /// <summary>Reads the arguments. For <c>--help</c>, there are no options and the message is the help.</summary>
    /// <returns>False if an argument is invalid; the message says why.</returns>
    public static bool TryParse(string[] arguments, out TuningEmulatorOptions? options, out string message)
    {
        options = null;
        message = s_usage;
        var read = new Arguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--help" or "-h" or "-?")
                return true;

            var (name, value) = Split(arguments, ref i);
            if (With(read, name, value) is not { } changed)
            {
                message = $"Invalid argument: '{name}{(value is null ? "" : " " + value)}'.\n\n{s_usage}";
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
            message = $"{e.Message}\n\n{s_usage}";
            return false;
        }
    }

    public static string Greeting(TuningEmulator emulator)
    {
        var place = emulator.DataPath is { } path ? $"keeps its models and objects in {path}" : "deletes its models and objects when it stops";
        var address = emulator.Endpoint.ToString().TrimEnd('/');
        var faults = emulator.Faults is { } plan ? $"\nIt injects faults: {plan}." : "";
        return $"""
            This is an emulator of the Gemini Developer API, Vertex AI, and Cloud Storage. It isn't Gemini.
            It listens on {emulator.Endpoint} and {place}.{faults}

            To use it with a client, set these environment variables in the client's shell.
            {Variables(address, OperatingSystem.IsWindows())}

            Press Ctrl+C to stop it.
            """;
    }

    /// <summary>The commands that set the environment variables, for the shells of this operating system.</summary>
    internal static string Variables(string address, bool isWindows)
    {
        (string Name, string Syntax)[] shells = isWindows
            ? [("PowerShell", "$env:{0} = '{1}'"), ("Command Prompt", "set {0}={1}"), ("Git Bash", "export {0}={1}")]
            : [("bash, zsh, fish", "export {0}={1}"), ("PowerShell", "$env:{0} = '{1}'")];
        return string.Join("\n", shells.Select(shell => $"\n{shell.Name}:\n" + string.Join('\n', s_variables.Select(name =>
            "  " + string.Format(CultureInfo.InvariantCulture, shell.Syntax, name, address)))));
    }

    static string Wrap(string text)
    {
        var wrapped = new StringBuilder();
        var column = Indent;
        foreach (var word in text.Split(' '))
        {
            var isFirst = wrapped.Length == 0;
            var fits = column + 1 + word.Length <= Width;
            wrapped.Append(isFirst ? "" : fits ? " " : "\n" + new string(' ', Indent)).Append(word);
            column = (fits || isFirst ? column + 1 : Indent) + word.Length;
        }

        return wrapped.ToString();
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

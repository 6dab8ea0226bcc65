using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator;

/// <summary>Configures an emulator.</summary>
public sealed record TuningEmulatorOptions
{
    /// <summary>The port on the loopback addresses, 1 to 65535. The default is 0: a free port.</summary>
    public int Port { get; init; }

    /// <summary>The folder that keeps models, jobs and objects; it is created if it doesn't exist. By default null: models are
    /// kept in memory and objects in a temporary folder, until the emulator stops.</summary>
    public string? DataPath { get; init; }

    /// <summary>The minimum duration of a tuning or batch job, spread evenly over its steps so that progress is visible. The
    /// default is 2 seconds; zero is as fast as possible.</summary>
    public TimeSpan TuningDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which requests fail, and how. The default is null: none.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>The source of time for tunings and timestamps. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The file system; tests make it fail.</summary>
    internal Disk Disk { get; init; } = Disk.Real;

    /// <summary>Called with a message for each file in the data path that cannot be read and is left out. By default, messages
    /// go to the error stream.</summary>
    public Action<string> WarningHandler { get; init; } = Console.Error.WriteLine;
}

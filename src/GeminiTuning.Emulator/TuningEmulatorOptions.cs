namespace GeminiTuning.Emulator;

/// <summary>How an emulator is started.</summary>
public sealed record TuningEmulatorOptions
{
    /// <summary>The port on the loopback addresses, 1 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The folder in which models, jobs and objects are kept; it is made where there is none. Null, the default,
    /// keeps them until the emulator stops: models in memory, objects in a temporary folder.</summary>
    public string? DataPath { get; init; }

    /// <summary>The least time that a tuning or a batch takes, spread evenly over its steps so that its progress can be watched;
    /// 2 seconds by default, zero for as fast as it can.</summary>
    public TimeSpan TuningDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which requests go wrong, and how; null, the default, for none.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>The clock that tunings follow and times are taken from; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told of each file of the data path that cannot be read, and is left out; on the error stream by default.</summary>
    public Action<string> Warn { get; init; } = Console.Error.WriteLine;
}

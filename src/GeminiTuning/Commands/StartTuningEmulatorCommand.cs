using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Emulator;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Starts the emulator in this process.</summary>
[Cmdlet(VerbsLifecycle.Start, "TuningEmulator", SupportsShouldProcess = true)]
[OutputType("GeminiTuning.Emulator.TuningEmulator")]
public sealed class StartTuningEmulatorCommand : PSCmdlet
{
    /// <summary>The port on 127.0.0.1; 0 is a free one.</summary>
    [Parameter(Position = 0)]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The folder in which models are kept; without it, they end with the emulator.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The least time that a tuning takes, in seconds, spread over its steps.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0d, 86400d)]
    public double TuningDurationSec { get; set; } = 2;

    /// <summary>What goes wrong, request by request; with a rate, what is drawn from.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FaultCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Fault { get; set; }

    /// <summary>The chance of each request to get a fault.</summary>
    [Parameter]
    [ValidateRange(0d, 1d)]
    public double? FaultRate { get; set; }

    /// <summary>What decides which requests get one.</summary>
    [Parameter]
    public int? FaultSeed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var folder = DataPath is null ? null : Folder(DataPath);
        var faults = (Fault, FaultRate, FaultSeed) is (null, null, null) ? null : Plan(string.Join(',', Fault ?? []));
        if (!ShouldProcess(Port == 0 ? "127.0.0.1" : $"127.0.0.1:{Port}", Messages.ActionStartEmulator))
            return;
        try
        {
            WriteObject(EmbeddedEmulator.Start(new TuningEmulatorOptions
            {
                Port = Port,
                DataPath = folder,
                TuningDuration = TimeSpan.FromSeconds(TuningDurationSec),
                Faults = faults,
                WarningHandler = this.Warn,
            }));
        }
        catch (EmulatorRunningException running)
        {
            ThrowTerminatingError(ErrorRecords.EmulatorRunning(running, EmbeddedEmulator.Running));
        }
        catch (IOException fault)
        {
            ThrowTerminatingError(ErrorRecords.EmulatorNotStarted(fault, DataPath ?? (object)Port));
        }
    }

    FaultPlan? Plan(string faults)
    {
        try
        {
            return FaultPlan.Parse(faults, FaultRate, FaultSeed);
        }
        catch (ArgumentException unclear)
        {
            ThrowTerminatingError(ErrorRecords.From(new TuningArgumentException(Messages.FaultsUnclear(unclear.Message)), faults));
            return null;
        }
    }

    string Folder(string path)
    {
        var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
            ThrowTerminatingError(ErrorRecords.From(new TuningArgumentException(Messages.NotAFolder(PrintableText.Of(path))), path));
        return folder;
    }
}

using System.Management.Automation;
using GeminiTuning.Session;

namespace GeminiTuning.Pipeline;

/// <summary>The base of all cmdlets that speak to a service.</summary>
public abstract class ServiceCommand : AsyncCommand
{
    ITuningService? _service;

    /// <summary>The connection to use instead of the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningConnection? Connection { get; set; }

    private protected ITuningService Service => _service ??= Open(Current);

    private protected TuningConnection Current => Connection ??= Connections.Resolve(WriteVerbose);
}

using System.Management.Automation;
using GeminiTuning.Session;

namespace GeminiTuning.Pipeline;

/// <summary>The base of all cmdlets that speak to a service.</summary>
public abstract class ServiceCommand : AsyncCommand
{
    ITuningService? _service;
    bool _warned;

    /// <summary>The connection to use instead of the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningConnection? Connection { get; set; }

    private protected ITuningService Service => _service ??= Current.Open(
        line => OnPipeline(() => WriteVerbose(line)),
        notice => OnPipeline(() => ShowRetry(notice)));

    private protected TuningConnection Current => Connection ??= Connections.Resolve(WriteVerbose);

    // A command that waits in silence looks as if it hangs: the first retry is a warning, all are verbose lines.
    void ShowRetry(RetryNotice notice)
    {
        if (!_warned)
            WriteWarning($"{notice.Reason.Message} Trying again; -Verbose shows each attempt, Ctrl+C ends it.");
        _warned = true;
        WriteVerbose(notice.ToString());
    }
}

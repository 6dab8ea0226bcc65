using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The base of all cmdlets that wait for something: asynchronous inside, synchronous to PowerShell. It turns
/// Ctrl+C into cancellationToken, and every exception that escapes into an error record.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    readonly PipelineThread _thread;
    readonly Func<Task> _process;
    readonly CancellationTokenSource _stop = new();
    bool _stopped;
    bool _warned;

    /// <summary>Creates the cmdlet.</summary>
    protected AsyncCommand() => (_thread, _process) = (new PipelineThread(_stop.Cancel), ProcessAsync);

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>What is done before the first object.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>What is done with each object.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>What is done after the last object.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(_process);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _stopped = true;
        _stop.Cancel();
    }

    /// <summary>What is left to say after Ctrl+C, on the pipeline thread: what was not done, and how to go on.</summary>
    /// <returns>The error, or null where there is nothing to say.</returns>
    protected virtual (Exception Fault, object Target)? AfterStop() => null;

    /// <summary>Has something done on the pipeline thread; from any thread.</summary>
    protected internal void OnPipeline(Action action) => _thread.Post(_ => action(), null);

    /// <summary>A connection's service. Its steps and retries are verbose messages, and its requests are debug messages.</summary>
    private protected ITuningService Open(TuningConnection connection) => connection.Open(
        step => OnPipeline(() => this.Verbose(step)),
        notice => OnPipeline(() => ShowRetry(notice)),
        // Each prompt is a request: what nobody sees isn't put into words either.
        this.ShowsDebug() ? request => OnPipeline(() => this.DebugRequest(request)) : null);

    /// <summary>Writes an error for one object, after which the next can still work. Without a credential none can: that
    /// is one error, not one for each.</summary>
    protected void WriteFault(Exception fault, object? target, string? hint = null)
    {
        if (fault is CredentialException)
            ThrowFault(fault, target, hint);
        WriteError(ErrorRecords.From(fault, target, hint));
    }

    /// <summary>Ends the command with an error.</summary>
    protected void ThrowFault(Exception fault, object? target, string? hint = null) => ThrowTerminatingError(ErrorRecords.From(fault, target, hint));

    /// <summary>Ends what is still under way.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        // Not disposed: StopProcessing may come from another thread at any time, and a source without a timer holds nothing.
        _stop.Cancel();
        if (_stopped && AfterStop() is var (fault, target))
            Leave(ErrorRecords.From(fault, target));
    }

    // A pipeline that is being stopped takes no more records: it goes where the host writes errors, and first into $Error.
    void Leave(ErrorRecord record)
    {
        (SessionState.PSVariable.GetValue("global:Error") as ArrayList)?.Insert(0, record);
        Host.UI.WriteErrorLine($"{MyInvocation.MyCommand.Name}: {record}");
    }

    // A command that waits in silence looks as if it hangs: the first retry is a warning, all are verbose lines.
    void ShowRetry(RetryNotice notice)
    {
        if (!_warned)
            this.Warn(Messages.Retrying(notice.Reason.Message));
        _warned = true;
        this.Verbose(notice.ToString());
    }

    private protected void Run(Func<Task> step) => RunNow(() => _thread.Run(step));

    /// <summary>Runs a step that waits for nothing, such as taking one of a million rows.</summary>
    private protected void RunNow(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            ThrowFault(fault, null);
        }
    }
}

using System.Management.Automation;
using System.Net;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Waits for tunings, side by side, and writes each model as it is ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "TuningOperation")]
[OutputType(typeof(TunedModel))]
public sealed class WaitTuningOperationCommand : ServiceCommand
{
    readonly HashSet<string> _names = [];
    // What is waited for, as it was last seen.
    readonly Dictionary<string, TuningOperation> _waiting = [];
    OperationWaiter _waiter = null!;

    /// <summary>The operations, or the models that they tune.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Operation")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The longest time between two questions, in seconds.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    /// <summary>The longest time to wait, in seconds; without it, to the end.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <summary>How long to go on without any good answer of the service, in seconds.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int OutageTimeoutSec { get; set; } = 3600;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _waiter = new OperationWaiter(Service, TimeSpan.FromSeconds(PollIntervalSec))
        {
            OutageLimit = TimeSpan.FromSeconds(OutageTimeoutSec),
            OnOutage = (fault, time) => OnPipeline(() => WriteVerbose(Messages.OutageGoesOn(time.TotalSeconds, OutageTimeoutSec, fault.Message))),
        };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var name in Name)
            try
            {
                Add(ResourceName.IsOperation(name) ? name : ResourceName.TunedModel(name));
            }
            catch (ArgumentException fault)
            {
                WriteFault(fault, name);
            }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        using var timeout = new CancellationTokenSource(TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
        using var link = timeout.Token.Register(end.Cancel);
        await Task.WhenAll(_names.ToList().Select(name => ResourceName.IsOperation(name) ? WaitAsync(name, end) : WaitForModelAsync(name, end)));
        StopToken.ThrowIfCancellationRequested();
        foreach (var operation in _waiting.Values)
            WriteFault(new StillRunningException(operation, TimeoutSec ?? 0), operation);
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() =>
        _waiting.Count == 0 ? null : (new StillRunningException([.. _waiting.Values]), _waiting.Values.ToArray());

    // False where it is waited for already.
    bool Add(string name)
    {
        if (!_names.Add(name))
            return false;
        _waiting[name] = new TuningOperation { Name = name, Model = ResourceName.TunedModel(name) };
        return true;
    }

    // A model stands for the operations that tune it.
    Task WaitForModelAsync(string model, CancellationTokenSource end) => ReportAsync(model, end, async () =>
    {
        var found = await _waiter.FindAsync(model, end.Token);
        if (found.Count == 0)
            throw new ArgumentException(Messages.NothingToWaitFor(model));
        _waiting.Remove(model);
        await Task.WhenAll(found.Where(operation => Add(operation.Name)).Select(operation => WaitAsync(operation.Name, end)));
    });

    // One operation, to its model.
    Task WaitAsync(string name, CancellationTokenSource end) => ReportAsync(name, end, async () =>
    {
        using var progress = new TuningProgress(this, name, TimeProvider.System);
        await foreach (var operation in _waiter.WatchAsync(name, end.Token))
        {
            _waiting[name] = operation;
            progress.Show(operation);
        }
        var model = await _waiter.GetResultAsync(_waiting[name], end.Token);
        _waiting.Remove(name);
        WriteObject(model);
    });

    // What cannot be reported as an error ends the others too.
    async Task ReportAsync(string name, CancellationTokenSource end, Func<Task> wait)
    {
        try
        {
            await wait();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Reported together at the end, or stopped.
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningFailedException or ArgumentException)
        {
            _waiting.Remove(name, out var last);
            // Where the tuning has not ended, and is there: whatever it was, the name is not lost.
            var goesOn = fault is TuningServiceException service && (OperationWaiter.IsOutage(service) || service.StatusCode == HttpStatusCode.Unauthorized);
            WriteFault(fault, fault is ArgumentException ? name : last, goesOn ? StillRunningException.HowToGoOn([name]) : null);
        }
        catch (Exception fault)
        {
            end.Cancel();
            if (fault is CredentialException)
                ThrowFault(fault, _waiting.Values.ToArray(), StillRunningException.HowToGoOn(_waiting.Keys));
            throw;
        }
    }
}

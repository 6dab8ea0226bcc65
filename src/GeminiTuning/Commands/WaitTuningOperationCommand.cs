using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Waits for tunings, side by side, and writes each model as it is ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "TuningOperation")]
[OutputType(typeof(TunedModel))]
public sealed class WaitTuningOperationCommand : ServiceCommand
{
    readonly List<string> _names = [];
    readonly Dictionary<string, TuningOperation> _running = [];

    /// <summary>The operations, or the models that they tune.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Operation")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The longest time between two questions, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    /// <summary>The longest time to wait, in seconds; without it, to the end.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            try
            {
                await AddAsync(name);
            }
            catch (Exception fault) when (fault is ArgumentException or TuningServiceException)
            {
                WriteFault(fault, name);
            }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        using var timeout = new CancellationTokenSource(TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
        using var link = timeout.Token.Register(end.Cancel);
        var waits = _names.Select(name => WaitAsync(name, end)).ToList();
        await Task.WhenAll(waits);
        if (StopToken.IsCancellationRequested && _running.Count > 0)
            WarnAfterStop($"Stopped waiting; the tuning goes on. To go on waiting: Wait-TuningOperation {string.Join(", ", _running.Keys)}");
        StopToken.ThrowIfCancellationRequested();
        foreach (var operation in _running.Values)
            WriteFault(new StillRunningException(operation, TimeoutSec ?? 0), operation);
    }

    // An operation by its name; a model stands for the operation that tunes it.
    async Task AddAsync(string name)
    {
        if (ResourceName.IsOperation(name))
        {
            Add(name);
            return;
        }
        var found = false;
        await foreach (var operation in Service.ListOperationsAsync(ResourceName.TunedModel(name), StopToken))
        {
            found = true;
            Add(operation.Name);
        }
        if (!found)
            throw new ArgumentException($"{name} has no operation to wait for.");
    }

    void Add(string operation)
    {
        if (!_names.Contains(operation))
            _names.Add(operation);
    }

    // One operation, to its model or its error. What cannot be reported as an error ends the others too.
    async Task WaitAsync(string name, CancellationTokenSource end)
    {
        _running[name] = new TuningOperation { Name = name, Model = ResourceName.ModelOfOperation(name) };
        try
        {
            var model = await FinishAsync(name, end.Token);
            _running.Remove(name);
            WriteObject(model);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Reported together at the end, or stopped.
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningFailedException)
        {
            _running.Remove(name, out var last);
            WriteFault(fault, last, fault is TuningServiceException { IsTransient: true } ? $"The tuning goes on. To go on waiting: Wait-TuningOperation {name}" : null);
        }
        catch
        {
            end.Cancel();
            throw;
        }
    }

    async Task<TunedModel> FinishAsync(string name, CancellationToken cancellation)
    {
        var waiter = new OperationWaiter(Service, TimeSpan.FromSeconds(PollIntervalSec));
        using var progress = new TuningProgress(this, name, TimeProvider.System);
        await foreach (var operation in waiter.WatchAsync(name, cancellation))
        {
            _running[name] = operation;
            progress.Show(operation);
        }
        return await waiter.GetResultAsync(_running[name], cancellation);
    }
}

using System.Management.Automation;
using System.Net;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that wait for jobs, many side by side. What they wait for is never ended by the end of the
/// waiting, and its name is never lost.</summary>
/// <typeparam name="TService">What the service must have.</typeparam>
/// <typeparam name="T">What is waited for, as it was last seen.</typeparam>
public abstract class WaitCommand<TService, T> : ServiceCommand<TService> where TService : class, ITuningService where T : class
{
    // More bars fit no window, and updating thousands of them takes more time than the polls.
    const int MostBars = 8;

    readonly HashSet<string> _names = [];
    readonly Dictionary<string, T> _waiting = [];

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

    private protected TimeSpan OutageLimit => TimeSpan.FromSeconds(OutageTimeoutSec);

    /// <summary>Whether one progress bar stands for all jobs, because there are many.</summary>
    private protected bool HasOneBar { get; private set; }

    /// <summary>Waits for one, to its end.</summary>
    private protected abstract Task WaitAsync(string name, CancellationTokenSource end);

    /// <summary>The error for one that has not ended in time.</summary>
    private protected abstract Exception Late(T state);

    /// <summary>The error for what was waited for when Ctrl+C came.</summary>
    private protected abstract Exception Stopped(IReadOnlyList<T> states);

    /// <summary>The line that goes on waiting.</summary>
    private protected abstract string HowToGoOn(IEnumerable<string> names);

    /// <summary>The advice for one that the service doesn't have.</summary>
    private protected abstract string NotFound(T state);

    private protected void OnOutage(TuningServiceException fault, TimeSpan time) =>
        OnPipeline(() => this.Verbose(Messages.OutageContinues(outage: time, limit: OutageLimit, reason: fault.Message)));

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        using var timeout = new CancellationTokenSource(TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan, Service.Clock);
        using var link = timeout.Token.Register(end.Cancel);
        var names = _names.ToList();
        using var bar = names.Count > MostBars ? new ProgressBar(this, Messages.ActivityWaiting, Service.Clock) : null;
        (HasOneBar, var ended) = (bar is not null, 0);
        bar?.Show(0, Messages.StatusEnded(ended: 0, total: names.Count));
        await Task.WhenAll(names.Select(async name =>
        {
            await WaitAsync(name, end);
            ended++;
            bar?.Show(100.0 * ended / names.Count, Messages.StatusEnded(ended: ended, total: names.Count));
        }));
        StopToken.ThrowIfCancellationRequested();
        foreach (var state in _waiting.Values)
            WriteFault(Late(state), state);
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() =>
        _waiting.Count == 0 ? null : (Stopped([.. _waiting.Values]), _waiting.Values.ToArray());

    /// <summary>Takes up one more.</summary>
    /// <returns>False where it is waited for already.</returns>
    private protected bool Add(string name, T unseen)
    {
        if (!_names.Add(name))
            return false;
        _waiting[name] = unseen;
        return true;
    }

    private protected T this[string name]
    {
        get => _waiting[name];
        set => _waiting[name] = value;
    }

    private protected void Remove(string name) => _waiting.Remove(name);

    // Where the job has not ended, and exists: whatever the fault was, the name is not lost.
    string? Hint(TuningServiceException? fault, string name, T? last) => fault switch
    {
        { StatusCode: HttpStatusCode.NotFound } when last is not null => NotFound(last),
        { Outage: { } outage } => Messages.OutageEnded(outage) + Environment.NewLine + HowToGoOn([name]),
        { IsOutage: true } or { StatusCode: HttpStatusCode.Unauthorized } => HowToGoOn([name]),
        _ => null,
    };

    // What cannot be reported as an error ends the others too.
    private protected async Task ReportAsync(string name, CancellationTokenSource end, Func<Task> wait)
    {
        try
        {
            await wait();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Reported together at the end, or stopped.
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningFailedException or BatchException or TuningArgumentException)
        {
            _waiting.Remove(name, out var last);
            WriteFault(fault, fault is TuningArgumentException ? name : last, Hint(fault as TuningServiceException, name, last));
        }
        catch (Exception fault)
        {
            end.Cancel();
            if (fault is CredentialException)
                ThrowFault(fault, _waiting.Values.ToArray(), HowToGoOn(_waiting.Keys));
            throw;
        }
    }
}

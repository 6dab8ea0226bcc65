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

    /// <summary>Does something with one object; what the service or the network refuses, or what cannot be meant, is an
    /// error about that object, after which the next can still work.</summary>
    private protected async Task TryAsync(object target, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception fault) when (fault is TuningServiceException or ArgumentException)
        {
            WriteFault(fault, target);
        }
    }

    /// <summary>Does something with each model that a name means which may have wildcards.</summary>
    private protected Task ForEachModelAsync(string name, Func<string, Task> action) => TryAsync(name, async () =>
    {
        foreach (var model in await NamedModels.FindAsync(Service, name, StopToken))
            await TryAsync(WildcardPattern.ContainsWildcardCharacters(name) ? model : name, () => action(model));
    });
}

using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Session;

namespace GeminiTuning.Pipeline;

/// <summary>The base of all cmdlets that use a service.</summary>
/// <typeparam name="TService">What the service must have: <see cref="ITuningService"/>, or the interface of one service.</typeparam>
public abstract class ServiceCommand<TService> : AsyncCommand where TService : class, ITuningService
{
    readonly HashSet<string> _warnedOf = [];
    TService? _service;
    HeldConnection? _held;
    (Exception Fault, object Target)? _unanswered;
    // Set from any thread.
    volatile bool _isSent;

    /// <summary>The connection to use instead of the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveConnection]
    public TuningConnection? Connection { get; set; }

    private protected TService Service => _service!;

    /// <summary>Whether the parameters ask for something of a service. Otherwise the command works without a connection.</summary>
    private protected virtual bool NeedsService => true;

    private protected TuningConnection Current => Connection ?? (_held ??= Connections.Use(this.Verbose, this.Warn)).Connection;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (NeedsService)
            Run(OpenAsync);
        base.BeginProcessing();
    }

    /// <summary>Warns of a model that is retired or will be soon, once for each model.</summary>
    private protected void WarnOf(string model)
    {
        if (Service.ModelWarning(model) is { } warning && _warnedOf.Add(model))
            this.Warn(warning);
    }

    /// <summary>Does something with one object; what the service or the network refuses, or what cannot be meant, is an
    /// error about that object, after which the next can still work.</summary>
    private protected async Task TryAsync(object target, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningArgumentException)
        {
            WriteFault(fault, target);
        }
    }

    /// <summary>Does something with each model that a name means: a resource name, a name with wildcards, or a display name.</summary>
    private protected Task ForEachModelAsync(string name, Func<string, Task> action) => TryAsync(name, () =>
        // One of many models that fails doesn't keep the others.
        NamedModels.ForEachAsync(Service, name, WildcardPattern.ContainsWildcardCharacters(name) ? model => TryAsync(model, () => action(model)) : action, StopToken));

    /// <summary>Does something with an operation, or with a model whose operations are meant.</summary>
    private protected Task WithOperationOrModelAsync(string name, Func<string, Task> withOperation, Func<string, Task> withModel) => TryAsync(name, () =>
        Service.Names.IsOperation(name) ? withOperation(Service.Names.Operation(name)) : NamedModels.UseAsync(Service, name, async model =>
        {
            await withModel(model);
            return true;
        }, StopToken));

    /// <summary>Creates what costs, and writes it. If the create ends without an answer after its request was sent, the error says
    /// how to find what may have been created.</summary>
    /// <param name="what">What is to be made, as it is called before the service has named it.</param>
    /// <param name="lookUp">How it is looked for.</param>
    /// <param name="create">Makes it, tells how far its upload is, and when the request that creates it is sent.</param>
    private protected async Task CreateAsync<T>(string what, string lookUp, Func<Action<UploadProgress>, Action, Task<T>> create)
    {
        _unanswered = (new CreateStoppedException(what, lookUp), what);
        try
        {
            T made;
            using (var bar = new UploadBar(this, Service.Clock))
                made = await create(bar.Show, () => _isSent = true);
            _unanswered = null;
            WriteObject(made);
        }
        catch (TuningServiceException fault)
        {
            ThrowFault(fault, what, _isSent && fault.MayHaveBeenCarriedOut ? lookUp : null);
        }
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() => _isSent ? _unanswered : null;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _held?.Dispose();
    }

    // Before the first object: without a connection nothing can be done, which is one error and not one for each object.
    Task OpenAsync()
    {
        var service = Open(Current);
        _service = service as TService ?? throw new NotOfServiceException(MyInvocation.MyCommand.Name, TService.Service!, service.Name);
        foreach (var name in MyInvocation.BoundParameters.Keys)
            foreach (var needed in GetType().GetProperty(name)?.GetCustomAttributes(false).OfType<IServiceRequirement>() ?? [])
                if (!needed.IsMetBy(service))
                    throw new NotOfServiceException($"-{name}", needed.Service, service.Name);
        return Task.CompletedTask;
    }
}

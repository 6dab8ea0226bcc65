namespace GeminiTuning.Binding;

/// <summary>Marks a parameter that one service alone has. Where another service is connected, the parameter is refused before
/// anything is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class OnlyOnAttribute : Attribute
{
    /// <summary>The service that has it.</summary>
    public abstract ServiceName Service { get; }

    /// <summary>Whether a service has it.</summary>
    public abstract bool Has(ITuningService service);
}

/// <inheritdoc/>
/// <typeparam name="TService">The service that has it.</typeparam>
public sealed class OnlyOnAttribute<TService> : OnlyOnAttribute where TService : class, ITuningService
{
    /// <inheritdoc/>
    public override ServiceName Service => TService.Service!;

    /// <inheritdoc/>
    public override bool Has(ITuningService service) => service is TService;
}

namespace GeminiTuning.Binding;

/// <summary>Marks a parameter that only one service has. If another service is connected, the parameter is refused before
/// anything is sent.</summary>
/// <typeparam name="TService">The interface of the service that has the parameter.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyOnAttribute<TService> : Attribute, IServiceRequirement where TService : class, ITuningService
{
    /// <inheritdoc/>
    public ServiceName Service => TService.Service!;

    /// <inheritdoc/>
    public bool IsMetBy(ITuningService service) => service is TService;
}

/// <summary>What a parameter asks of the connected service.</summary>
public interface IServiceRequirement
{
    /// <summary>The service that has the parameter.</summary>
    ServiceName Service { get; }

    /// <summary>Whether a service has the parameter.</summary>
    bool IsMetBy(ITuningService service);
}

namespace GeminiTuning;

/// <summary>A service to connect to, with the settings that only this service has. <see cref="TuningConnectionOptions.Service"/>
/// takes it. Derive from it to connect to a service of your own.</summary>
public abstract record ServiceOptions
{
    /// <summary>What the service is called.</summary>
    public abstract ServiceName Name { get; }

    /// <summary>Where in Google Cloud the connection works; null where the service has no such place.</summary>
    public virtual ServicePlace? Place => null;

    /// <summary>Connects: called once for each connection. What it returns opens the service's methods, and is called once for
    /// each <see cref="TuningConnection.Open"/>, from any thread.</summary>
    protected internal abstract Func<ServiceContext, ITuningService> Connect();

    /// <summary>Checks the settings, before anything is sent.</summary>
    /// <exception cref="ArgumentException">One of them is not valid.</exception>
    internal virtual ServiceOptions Checked() => this;
}

/// <summary>A place in Google Cloud.</summary>
/// <param name="Project">The project, by its ID or its number.</param>
/// <param name="Location">The region.</param>
/// <param name="Bucket">The bucket that datasets and answers go through, with or without a folder in it; null for none.</param>
public sealed record ServicePlace(string Project, string Location, string? Bucket);

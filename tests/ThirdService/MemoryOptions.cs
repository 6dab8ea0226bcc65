using System.Collections.Concurrent;
using GeminiTuning;

namespace ThirdService;

/// <summary>A connection to a service that keeps its models in memory, for as long as the connection is there.</summary>
public sealed record MemoryOptions : ServiceOptions
{
    internal static readonly ServiceName ServiceName = new("Memory", "Memory Service", "use a connection of your own.");

    public override ServiceName Name => ServiceName;

    protected override Func<ServiceContext, ITuningService> Connect()
    {
        var models = new ConcurrentDictionary<string, MemoryModel>();
        return context => new MemoryService(context, models);
    }
}

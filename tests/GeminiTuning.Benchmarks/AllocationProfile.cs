using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace GeminiTuning.Benchmarks;

/// <summary>Which types a step allocates: a sample of the runtime's allocation ticks, one for each 100 KB.</summary>
sealed class AllocationProfile : EventListener
{
    const EventKeywords GarbageCollector = (EventKeywords)0x1;
    const int AllocationTick = 10;

    readonly ConcurrentDictionary<string, int> _ticks = new();

    /// <summary>Prints the types with the most bytes, and their share.</summary>
    public void Print(double bytesEach)
    {
        var all = Math.Max(1, _ticks.Values.Sum());
        foreach (var (type, count) in _ticks.OrderByDescending(tick => tick.Value).Take(40))
            Console.Error.WriteLine($"{bytesEach * count / all,8:0} B {100.0 * count / all,5:0.0} % {type}");
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollector);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == AllocationTick && eventData.Payload is [_, _, _, _, _, string type, ..])
            _ticks.AddOrUpdate(type, 1, (_, count) => count + 1);
    }
}

namespace GeminiTuning.Emulator.Http;

/// <summary>Counts what arrives and what goes out. One lock for all, so that the numbers of a reading fit each other.</summary>
sealed class TrafficCounter
{
    readonly object _lock = new();
    readonly Dictionary<string, long> _faults = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, MethodTraffic> _methods = new(StringComparer.OrdinalIgnoreCase);
    long _requests;
    long _answered;

    /// <summary>Begins with zero for all that can come.</summary>
    public TrafficCounter(IEnumerable<string> methods, IEnumerable<string> faults)
    {
        foreach (var method in methods)
            _methods[method] = new MethodTraffic(0, 0);
        foreach (var fault in faults)
            _faults[fault] = 0;
    }

    /// <summary>A whole request is here.</summary>
    public void Received()
    {
        lock (_lock)
            _requests++;
    }

    /// <summary>It is for this method.</summary>
    public void Called(string method)
    {
        lock (_lock)
            _methods[method] = _methods[method] with { Requests = _methods[method].Requests + 1 };
    }

    /// <summary>It gets this fault.</summary>
    public void Given(string fault)
    {
        lock (_lock)
            _faults[fault]++;
    }

    /// <summary>One more answer of a method, or of none, has gone out; or, with -1, has not after all.</summary>
    public void Answered(string? method, int change = 1)
    {
        lock (_lock)
        {
            _answered += change;
            if (method is not null)
                _methods[method] = _methods[method] with { Answered = _methods[method].Answered + change };
        }
    }

    public EmulatorTraffic Read(int openConnections)
    {
        lock (_lock)
            return new EmulatorTraffic(
                _requests,
                _answered,
                openConnections,
                new Dictionary<string, long>(_faults, _faults.Comparer),
                new Dictionary<string, MethodTraffic>(_methods, _methods.Comparer));
    }
}

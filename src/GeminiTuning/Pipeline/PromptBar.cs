namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of many prompts that are sent one by one. A prompt costs it two additions; it's updated twice a second,
/// and doesn't appear for a call that ends within half a second.</summary>
/// <param name="command">The cmdlet that sends the prompts.</param>
/// <param name="activity">What the bar says.</param>
/// <param name="clock">The clock of the rate.</param>
sealed class PromptBar(AsyncCommand command, string activity, TimeProvider clock) : IDisposable
{
    static readonly long s_interval = TimeSpan.FromMilliseconds(500).Ticks;

    readonly ProgressBar _bar = new(command, activity, clock);
    long _begun;
    long _next = s_interval;
    long _answered;
    long _failed;

    /// <summary>The number of prompts; null while it isn't known.</summary>
    public long? Total { get; set; }

    /// <summary>Starts the clock with the first prompt.</summary>
    public void Begin()
    {
        if (_begun == 0)
            _begun = clock.GetTimestamp();
    }

    /// <summary>Counts a prompt that has ended; from any thread.</summary>
    public void Count(bool isAnswered)
    {
        if (isAnswered)
            Interlocked.Increment(ref _answered);
        else
            Interlocked.Increment(ref _failed);
        var elapsed = clock.GetElapsedTime(_begun).Ticks;
        var next = Volatile.Read(ref _next);
        if (elapsed >= next && Interlocked.CompareExchange(ref _next, elapsed + s_interval, next) == next)
            command.OnPipeline(Show);
    }

    public void Dispose() => _bar.Dispose();

    void Show()
    {
        var (answered, failed) = (Interlocked.Read(ref _answered), Interlocked.Read(ref _failed));
        var rate = new Rate(answered + failed, clock.GetElapsedTime(_begun));
        _bar.Show(Total is > 0 and { } total ? 100.0 * (answered + failed) / total : null, Messages.StatusAnswered(answered: answered, failed: failed, rate: rate.Text));
    }
}

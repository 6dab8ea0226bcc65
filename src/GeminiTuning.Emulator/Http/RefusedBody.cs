namespace GeminiTuning.Emulator.Http;

/// <summary>Throws a body away. The client reads why when it has sent all: one that is still sending would see a reset.</summary>
sealed class RefusedBody(Exception reason) : IBodySink
{
    /// <summary>Why it is not taken.</summary>
    public Exception Reason { get; } = reason;

    /// <inheritdoc/>
    public bool Inflates => false;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> piece)
    {
    }

    /// <inheritdoc/>
    public void CutOff()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

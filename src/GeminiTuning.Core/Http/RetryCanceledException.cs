namespace GeminiTuning;

/// <summary>A call was canceled after an attempt had failed. A caller that canceled it because its time was over learns why.</summary>
/// <param name="cause">The cancellation.</param>
/// <param name="lastFault">What the last attempt that ended failed with.</param>
/// <param name="token">The token that was canceled.</param>
sealed class RetryCanceledException(OperationCanceledException cause, TuningServiceException lastFault, CancellationToken token)
    : OperationCanceledException(cause.Message, cause, token)
{
    public TuningServiceException LastFault => lastFault;
}

namespace GeminiTuning.Pipeline;

/// <summary>How far a job is, in words, for its progress bar and the verbose lines.</summary>
static class ProgressText
{
    /// <summary>A tuning: what it waits for, else the step, the epoch and the loss, as far as the service tells them.</summary>
    public static string Of(TuningOperation operation) => operation switch
    {
        { Done: true } => Steps(operation),
        { TuningJobState: TuningJobState.WaitingForQuota } => Messages.StatusWaitsForQuota,
        { TuningJobState: TuningJobState.WaitingForCapacity } => Messages.StatusWaitsForCapacity,
        { TuningJobState: TuningJobState.ProcessingDataset } => Messages.StatusReadsDataset,
        { TuningJobState: TuningJobState.PostProcessing } => Messages.StatusIsMadeReady,
        { JobState: JobState.Queued or JobState.Pending or JobState.Paused } => Messages.StatusWaits,
        { JobState: JobState.Cancelling } => Messages.StatusIsCancelled,
        _ => Steps(operation),
    };

    /// <summary>A batch, with its rate since it was first seen.</summary>
    public static string Of(TunedModelBatch batch, Rate rate) => batch.State is JobState.Queued or JobState.Pending or JobState.Paused
        ? Messages.StatusWaits
        : Messages.StatusAnswered(answered: batch.Answered, failed: batch.Failed, rate: rate.Text);

    /// <summary>An upload.</summary>
    public static string Of(UploadProgress upload) => Messages.StatusUploaded(upload);

    static string Steps(TuningOperation operation)
    {
        var steps = operation.TotalSteps is { } total
            ? Messages.StatusStepOf(step: operation.CompletedSteps, total: total)
            : Messages.StatusStep(operation.CompletedSteps);
        return operation switch
        {
            { Loss: { } loss, LastStep: { } last } => Messages.StatusLoss(steps, last.Epoch, loss),
            { CompletedEpochs: { } epochs } => Messages.StatusEpoch(steps, epochs),
            _ => steps,
        };
    }
}

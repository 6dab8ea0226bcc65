using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The training of a job: step by step, in the time that was asked for, with a copy of the model after each epoch
/// that a checkpoint is kept of.</summary>
sealed class JobTraining(
    VertexStore store, TuningJobRecord job, IReadOnlyList<Example> examples, IReadOnlyList<Example> unseen, TextModel? source, TimeSpan duration, TimeProvider clock)
{
    // A timer for less would cost more time than it measures.
    static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(10);

    readonly Hyperparameters _hyper = Hyperparameters.Complete(
        job.Spec.EpochCount, batch: null, rate: null, job.Spec.LearningRateMultiplier, examples.Count);

    /// <summary>How many epochs there are.</summary>
    public int EpochCount => _hyper.EpochCount;

    /// <summary>How many steps there are.</summary>
    public int TotalSteps => StepsTo(_hyper.EpochCount);

    /// <summary>Trains.</summary>
    /// <exception cref="JobFailure">It comes to nothing.</exception>
    public IReadOnlyList<(ModelCheckpoint Checkpoint, TextModel Learned)> Run(CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        var settings = new TrainingSettings(
            _hyper.EpochCount, _hyper.BatchSize, _hyper.EffectiveRate(examples.Count), job.Spec.Beta ?? TrainingSettings.DefaultBeta);
        var trainer = new Trainer(examples, settings, source);
        var open = new Queue<int>(CheckpointPlan.Epochs(_hyper.EpochCount, job.Spec.LastCheckpointOnly));
        var validated = new Queue<int>(unseen.Count == 0 ? [] : CheckpointPlan.Validations(_hyper.EpochCount));
        var validation = new Validation(trainer.Model, unseen, settings.Beta);
        List<(ModelCheckpoint, TextModel)> kept = [];
        foreach (var step in trainer.Steps(cancellationToken))
        {
            Pace(start, step.Step, cancellationToken);
            Note(step, Ended(validated, step.Step).Count > 0 ? Measure.Of(validation.Measure(cancellationToken)) : null);
            if (!double.IsFinite(step.MeanLoss))
                throw new JobFailure(JobFailure.Invalid, $"The loss is no longer a finite number at step {step.Step}: the learning rate multiplier is too high.");

            foreach (var epoch in Ended(open, step.Step))
                kept.Add((new ModelCheckpoint($"{kept.Count + 1}", epoch, step.Step), trainer.Model.Copy()));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return kept;
    }

    int StepsTo(int epoch) => new TrainingSettings(epoch, _hyper.BatchSize, 0).TotalSteps(examples.Count);

    // A batch may reach over the end of an epoch, and a small dataset's over several.
    List<int> Ended(Queue<int> epochs, int step)
    {
        List<int> ended = [];
        while (epochs.TryPeek(out var epoch) && StepsTo(epoch) == step)
            ended.Add(epochs.Dequeue());
        return ended;
    }

    void Note(TrainingStep step, Measure? validation)
    {
        var epochs = (int)Math.Min(_hyper.EpochCount, (long)step.Step * _hyper.BatchSize / examples.Count);
        var now = clock.GetUtcNow();
        var measured = new StepMeasures(step.Step, step.Epoch, now, Measure.Of(step.Score), validation);
        store.Jobs.Change(
            job.Name,
            j => j with { CompletedSteps = step.Step, CompletedEpochs = epochs, Measures = j.Measures.With(measured), UpdateTime = now },
            isProgress: true);
    }

    void Pace(DateTimeOffset start, int step, CancellationToken cancellationToken)
    {
        var pause = start + (duration * ((double)step / TotalSteps)) - clock.GetUtcNow();
        if (pause >= s_shortestPause || (step == TotalSteps && pause > TimeSpan.Zero))
            Task.Delay(pause, clock, cancellationToken).GetAwaiter().GetResult();
    }
}

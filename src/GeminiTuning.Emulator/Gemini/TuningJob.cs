using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>One tuning: trains step by step, notes each in the store, and takes the time that was asked for.</summary>
sealed class TuningJob(
    ModelStore store, TunedModel model, IReadOnlyList<Example> examples, TextModel? source, TimeSpan duration, TimeProvider clock)
{
    // A timer for less would cost more time than it measures.
    static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(10);

    public void Run(CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        store.Note(model, m => m with { StartTime = start });

        var hyper = model.Hyperparameters;
        var settings = new TrainingSettings(hyper.EpochCount, hyper.BatchSize, hyper.EffectiveRate(examples.Count));
        var trainer = new Trainer(examples, settings, source);
        foreach (var step in trainer.Steps(cancellationToken))
        {
            Pace(start, step.Step, cancellationToken);
            Note(step);
            if (!double.IsFinite(step.MeanLoss))
            {
                Fail(step.Step);
                return;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        Finish(trainer.Model);
    }

    void Pace(DateTimeOffset start, int step, CancellationToken cancellationToken)
    {
        var due = start + (duration * ((double)step / model.TotalSteps));
        var pause = due - clock.GetUtcNow();
        if (pause >= s_shortestPause || (step == model.TotalSteps && pause > TimeSpan.Zero))
            Task.Delay(pause, clock, cancellationToken).GetAwaiter().GetResult();
    }

    void Note(TrainingStep step)
    {
        var snapshot = new TuningSnapshot(step.Step, step.Epoch, (float)step.MeanLoss, clock.GetUtcNow());
        store.Note(model, m => m with { CompletedSteps = step.Step, Snapshots = m.Snapshots.With(snapshot) });
    }

    void Fail(int step)
    {
        var error = new TuningError(3, $"The loss is no longer a finite number at step {step}: the learning rate is too high.");
        store.Fail(model, error, clock.GetUtcNow());
    }

    void Finish(TextModel learned)
    {
        var now = clock.GetUtcNow();
        store.End(model, learned, m => m with { State = TunedModelState.Active, UpdateTime = now, CompleteTime = now });
    }
}

using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Runs batch jobs, all at once. A line that cannot be answered says so, and the job goes on.</summary>
sealed class BatchRunner(VertexStore store, ObjectStore objects, JobTasks tasks, TimeSpan duration, TimeProvider clock)
{
    const int Internal = 13;

    // Progress is noted after so many lines.
    const int NoteAfter = 100;

    readonly VertexGenerator _generator = new(store);

    /// <summary>Starts a job that is in the store.</summary>
    public void Start(BatchJobRecord job)
    {
        tasks.Start(job.Name, cancel => RunAsync(job, cancel));
        if (store.Batches.Find(job.Name) is { State: JobState.Cancelling })
            tasks.Cancel(job.Name);
    }

    /// <summary>Ends a job; one that has ended stays as it is.</summary>
    public void Cancel(BatchJobRecord job)
    {
        store.Batches.Change(job.Name, j => j.State.IsOver() ? null : j with { State = JobState.Cancelling, UpdateTime = clock.GetUtcNow() });
        tasks.Cancel(job.Name);
    }

    /// <summary>Discards the answers of jobs that were interrupted before their records named them.</summary>
    public void DiscardUnnamedAnswers()
    {
        var named = store.Batches.All.Select(j => j.OutputDirectory).ToHashSet();
        foreach (var job in store.Batches.All.Where(j => j.OutputDirectory is null && !named.Contains(j.PlannedDirectory)))
        {
            if (objects.Find(job.OutputPlace) is { } answers)
                objects.Discard(answers);
        }
    }

    async Task RunAsync(BatchJobRecord job, CancellationToken cancellationToken)
    {
        StoredObject? answers = null;
        try
        {
            // Half of the time goes by before the job runs, so that it can be seen.
            await Task.Delay(duration / 2, clock, cancellationToken).ConfigureAwait(false);
            Note(job, j => j with { State = JobState.Running, StartTime = clock.GetUtcNow() });
            var (written, successful, failures) = AnswerAll(job, new BatchLine(Generate(job), clock), cancellationToken);
            answers = written;
            job = job with { OutputDirectory = job.PlannedDirectory, Successful = successful, Failures = failures };
            Note(job, j => WithAnswers(j, job));
            await Task.Delay(duration / 2, clock, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            store.Batches.Change(job.Name, j => (BatchJobRecord)WithAnswers(j, job).Ended(JobState.Succeeded, error: null, clock.GetUtcNow()));
        }
        catch (OperationCanceledException)
        {
            // If the emulator itself stops, the next start ends the job. As in the service, what has been answered is kept.
            if (!tasks.IsStopping)
                store.Batches.Settle(job.Name, j => (BatchJobRecord)WithAnswers(j, job).Cancelled(clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            // The answers exist if the record of the job names them.
            if (answers is not null)
                objects.Discard(answers);
            var error = e is JobFailure failure
                ? new TuningError(failure.Code, failure.Message)
                : new TuningError(Internal, $"The batch could not be finished: {e.Message}");
            store.Batches.Settle(job.Name, j => (BatchJobRecord)(j with { OutputDirectory = null }).Ended(JobState.Failed, error, clock.GetUtcNow()));
        }
    }

    static BatchJobRecord WithAnswers(BatchJobRecord job, BatchJobRecord answered) =>
        job with { OutputDirectory = answered.OutputDirectory, Successful = answered.Successful, Failures = answered.Failures };

    Func<JsonObject, Generated> Generate(BatchJobRecord job)
    {
        if (TunableModel.Find(job.Model) is { } baseModel)
            return body => VertexGenerator.ByBase(body, baseModel);
        var model = store.FindModel(job.Model) ?? throw new JobFailure(JobFailure.NotFound, $"Model `{job.Model}` not found.");
        return body => _generator.ByTuned(body, model, model.DefaultCheckpoint);
    }

    (StoredObject Answers, long Successful, long Failures) AnswerAll(BatchJobRecord job, BatchLine answerer, CancellationToken cancellationToken)
    {
        using var output = new SpooledBody(objects.NewContent());
        var (successful, failures) = (0L, 0L);
        try
        {
            foreach (var (uri, number, text) in job.InputUris.SelectMany(u => JsonLines.Read(objects, u, cancellationToken).Select(l => (u, l.Number, l.Text))))
            {
                var (answer, isAnswered) = Answer(answerer, uri, number, text);
                output.Write(Encoding.UTF8.GetBytes(answer + "\n"));
                _ = isAnswered ? successful++ : failures++;
                if ((successful + failures) % NoteAfter == 0)
                    Note(job, j => j with { Successful = successful, Failures = failures });
            }
        }
        catch (OperationCanceledException) when (!tasks.IsStopping)
        {
            // The job has been cancelled, and its end says so.
        }

        var plan = new ObjectPlan(job.OutputPlace, new ObjectTraits(), Preconditions.None);
        return (objects.Put(plan, output.Take(), output.Length), successful, failures);
    }

    static (string Text, bool IsAnswered) Answer(BatchLine answerer, string uri, int number, string text)
    {
        try
        {
            return answerer.Answer(text);
        }
        catch (FormatException e)
        {
            throw new JobFailure(JobFailure.Invalid, $"Failed to import data. Line {number} of {uri} is no JSON: {e.Message}");
        }
    }

    void Note(BatchJobRecord job, Func<BatchJobRecord, BatchJobRecord> change) => store.Batches.Change(
        job.Name, j => j.State is JobState.Cancelling || j.State.IsOver() ? null : change(j) with { UpdateTime = clock.GetUtcNow() }, isProgress: true);
}

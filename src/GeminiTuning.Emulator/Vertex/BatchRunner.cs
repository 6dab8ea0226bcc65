using System.Globalization;
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
    public void Start(BatchJobRecord job) => tasks.Start(job.Name, cancel => RunAsync(job, cancel));

    /// <summary>Ends a job; one that has ended stays as it is.</summary>
    public void Cancel(BatchJobRecord job)
    {
        store.Batches.Change(job.Name, j => j.State.IsOver() ? null : j with { State = JobState.Cancelling, UpdateTime = clock.GetUtcNow() });
        tasks.Cancel(job.Name);
    }

    async Task RunAsync(BatchJobRecord job, CancellationToken cancellationToken)
    {
        try
        {
            // Half of the time goes by before the job runs, so that it can be seen.
            await Task.Delay(duration / 2, clock, cancellationToken).ConfigureAwait(false);
            Note(job, j => j with { State = JobState.Running, StartTime = clock.GetUtcNow() });
            var line = new BatchLine(Generate(job), clock);
            AnswerAll(job, line, cancellationToken);
            await Task.Delay(duration / 2, clock, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            End(job, j => j.Ended(JobState.Succeeded, error: null, clock.GetUtcNow()));
        }
        catch (OperationCanceledException)
        {
            // Where the emulator itself stops, the next start says so.
            if (!tasks.IsStopping)
                End(job, j => j.Cancelled(clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            var error = e is JobFailure failure
                ? new TuningError(failure.Code, failure.Message)
                : new TuningError(Internal, $"The batch could not be finished: {e.Message}");
            End(job, j => j.Ended(JobState.Failed, error, clock.GetUtcNow()));
        }
    }

    Func<JsonObject, Generated> Generate(BatchJobRecord job)
    {
        if (TunableModel.Find(job.Model) is { } baseModel)
            return body => VertexGenerator.ByBase(body, baseModel);
        var model = store.FindModel(job.Model) ?? throw new JobFailure(JobFailure.NotFound, $"Model `{job.Model}` not found.");
        return body => _generator.ByTuned(body, model, model.Checkpoints[^1].Id);
    }

    void AnswerAll(BatchJobRecord job, BatchLine answerer, CancellationToken cancellationToken)
    {
        var prefix = job.OutputPrefix.TrimEnd('/');
        var directory = $"{prefix}/prediction-model-{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}";
        using var output = new SpooledBody(objects.NewPart());
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
        catch (OperationCanceledException) when (tasks.IsStopping)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // What is answered is there, as in the service.
            Publish();
            throw;
        }

        Publish();

        void Publish()
        {
            var place = ObjectName.Parse($"{directory}/predictions.jsonl")!;
            objects.Put(new ObjectPlan(place, "application/octet-stream", new Dictionary<string, string>(), Preconditions.None), output.Take());
            store.Batches.Change(job.Name, j => j with { OutputDirectory = directory, Successful = successful, Failures = failures });
        }
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

    void End(BatchJobRecord job, Func<BatchJobRecord, Job> end) =>
        store.Batches.Change(job.Name, j => j.State.IsOver() ? null : (BatchJobRecord)end(j));
}

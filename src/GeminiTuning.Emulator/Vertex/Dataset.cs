using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A dataset that was read: what is to be learned, and what there is to say of it.</summary>
sealed record Dataset(IReadOnlyList<Example> Examples, DatasetStats Stats)
{
    /// <summary>The longest example; longer ones are left out.</summary>
    public const int MostTokens = 131_072;

    const int MostValidationExamples = 5000;
    const int MostErrors = 10;
    const int MostDroppedTold = 100;

    /// <summary>Reads the dataset to learn from.</summary>
    /// <exception cref="JobFailure">There is none, or a line of it is no example.</exception>
    public static Dataset Read(ObjectStore store, string uri, Func<string, DatasetLine> read, CancellationToken cancellationToken)
    {
        List<Example> examples = [];
        List<(int Input, int Output, int Messages)> counts = [];
        List<double> scores = [];
        List<double> variances = [];
        var (characters, dropped) = (0L, 0L);
        List<DroppedExample> sample = [];
        foreach (var (number, line) in Lines(store, uri, read, cancellationToken))
        {
            if (line.Tokens > MostTokens)
            {
                dropped++;
                if (sample.Count < MostDroppedTold)
                    sample.Add(new DroppedExample(number, $"The example has {line.Tokens} tokens, which is more than {MostTokens}."));
                continue;
            }

            examples.AddRange(line.Pairs);
            counts.Add((line.InputTokens, line.OutputTokens, line.Messages));
            characters += line.Characters;
            scores.AddRange(line.Scores);
            if (line.Scores.Count > 0)
                variances.Add(line.Scores.Average(s => s * s) - Math.Pow(line.Scores.Average(), 2));
        }

        if (examples.Count == 0)
            throw new JobFailure(JobFailure.Invalid, $"The dataset {uri} has no example that can be used.");
        return new Dataset(examples, new DatasetStats
        {
            Examples = counts.Count,
            Characters = characters,
            BillableTokens = counts.Sum(c => (long)c.Input + c.Output),
            Dropped = dropped,
            DroppedSample = [.. sample],
            InputTokens = Distribution.Of(counts.Select(c => (double)c.Input)),
            OutputTokens = Distribution.Of(counts.Select(c => (double)c.Output)),
            Messages = Distribution.Of(counts.Select(c => (double)c.Messages)),
            Scores = scores.Count > 0 ? Distribution.Of(scores) : null,
            ScoreVariances = variances.Count > 0 ? Distribution.Of(variances) : null,
        });
    }

    /// <summary>Reads the dataset to validate with.</summary>
    /// <exception cref="JobFailure">There is none, it is too long, or a line of it is no example.</exception>
    public static IReadOnlyList<Example> ReadValidation(ObjectStore store, string uri, Func<string, DatasetLine> read, CancellationToken cancellationToken)
    {
        List<Example> examples = [];
        var count = 0;
        foreach (var (_, line) in Lines(store, uri, read, cancellationToken))
        {
            if (++count <= MostValidationExamples)
                examples.AddRange(line.Pairs);
        }

        return count <= MostValidationExamples
            ? examples
            : throw new JobFailure(JobFailure.Invalid, $"The validation dataset {uri} has {count} examples, which is more than {MostValidationExamples}.");
    }

    // All lines are looked at, so that all that is wrong is told at once.
    static IEnumerable<(int Number, DatasetLine Line)> Lines(ObjectStore store, string uri, Func<string, DatasetLine> read, CancellationToken cancellationToken)
    {
        List<(int Example, string What)> errors = [];
        var count = 0;
        foreach (var (_, text) in JsonLines.Read(store, uri, cancellationToken))
        {
            count++;
            DatasetLine? line = null;
            try
            {
                line = read(text);
            }
            catch (FormatException e)
            {
                if (errors.Count < MostErrors)
                    errors.Add((count, e.Message));
            }

            if (line is not null)
                yield return (count, line);
        }

        if (errors.Count > 0)
            throw new JobFailure(JobFailure.Invalid, string.Join('\n', errors.Select(e => $"Dataset example {e.Example} of {count} {e.What}")));
    }
}

namespace GeminiTuning.Emulator.Training;

/// <summary>Examples that a model is measured with and doesn't learn.</summary>
sealed class Validation
{
    readonly TextModel _model;
    readonly double _beta;
    readonly (uint[] Features, IReadOnlyList<Step> Path, bool IsTaught)[] _examples;
    readonly PreferencePair[] _pairs;

    /// <param name="model">The model, before it is trained.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="beta">The beta of preference tuning.</param>
    public Validation(TextModel model, IReadOnlyList<Example> examples, double beta)
    {
        (_model, _beta) = (model, beta);
        _examples = [.. examples.Where(e => e.Rejected is null).Select(e => Prepare(e, model.Tree))];
        _pairs = [.. examples.Where(e => e.Rejected is not null).Select(e => new PreferencePair(
            model, TextFeatures.Of(e.Input), model.Tree.Nearest(e.Output), model.Tree.Nearest(e.Rejected!)))];
    }

    /// <summary>The score of the model as it is now.</summary>
    public Score Measure(CancellationToken cancellationToken)
    {
        var sum = default(Score);
        foreach (var (features, path, isTaught) in _examples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (choices, right) = (path.Count, 0);
            var loss = 0.0;
            foreach (var step in path)
            {
                var odds = _model.LogOdds(_model.Tree.Forks[step.Fork], features);
                loss += TextModel.Loss(odds, step.Right);
                right += TextModel.IsRight(odds, step.Right) ? 1 : 0;
            }

            // An output that wasn't taught is one more than those that were, next to the one that resembles it most.
            if (!isTaught)
                (loss, choices) = (loss + Math.Log(_model.Tree.Outputs.Count + 1), choices + 1);
            sum += new Score(1, loss, choices, right);
        }

        foreach (var pair in _pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += PreferencePair.ScoreOf(pair.Margin(_model, _beta));
        }

        return sum;
    }

    static (uint[] Features, IReadOnlyList<Step> Path, bool IsTaught) Prepare(Example example, OutputTree tree)
    {
        var output = tree.Nearest(example.Output);
        return (TextFeatures.Of(example.Input), tree.PathTo(output), tree.Outputs[output] == example.Output);
    }
}

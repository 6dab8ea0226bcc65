using System.Numerics;

namespace GeminiTuning.Emulator.Training;

/// <summary>
/// Mini-batch gradient descent with a step size of its own for each weight (AdaGrad). The same examples and settings give
/// the same model: nothing here depends on time, threads or chance.
/// </summary>
sealed class Trainer
{
    /// <summary>A large model needs small steps and this one large steps: with it, learning rates that are usual for the
    /// service have their usual effect.</summary>
    const double Scale = 500;

    const int SmallestTable = 1 << 12;
    const int LargestTable = 1 << 22;

    readonly TrainingSettings _settings;
    readonly uint[][] _inputs;
    readonly int[] _outputs;
    readonly PreferencePair?[] _pairs;
    readonly double _anchor;
    readonly float[] _gradients;
    readonly float[] _squares;
    readonly List<int> _touched = [];

    /// <summary>Makes ready to train, from the beginning or from where a source model ended.</summary>
    public Trainer(IReadOnlyList<Example> examples, TrainingSettings settings, TextModel? source)
    {
        _settings = settings;
        _inputs = [.. examples.Select(e => TextFeatures.Of(e.Input))];

        var rejected = examples.Select(e => e.Rejected).OfType<string>();
        var tree = new OutputTree(examples.Select(e => e.Output).Concat(rejected).Concat(source?.Tree.Outputs ?? []));
        var numbers = tree.Outputs.Select((o, i) => (o, i)).ToDictionary(o => o.o, o => o.i, StringComparer.Ordinal);
        _outputs = [.. examples.Select(e => numbers[e.Output])];

        int[] avoided = [.. examples.Select(e => e.Rejected is null ? -1 : numbers[e.Rejected])];
        var table = Widen(source?.Weights ?? new float[SmallestTable], TableSize(tree, avoided));
        Model = new TextModel(tree, table);
        _pairs = [.. avoided.Select((a, i) => a < 0 ? null : new PreferencePair(Model, _inputs[i], _outputs[i], a))];
        _anchor = source is null ? 1 : 0;
        _gradients = new float[table.Length];
        _squares = new float[table.Length];
    }

    /// <summary>The model so far.</summary>
    public TextModel Model { get; }

    /// <summary>Trains step by step, as fast as the caller takes the steps.</summary>
    public IEnumerable<TrainingStep> Steps(CancellationToken cancellationToken)
    {
        var order = new ShuffledOrder(_inputs);
        var total = (long)_inputs.Length * _settings.EpochCount;
        var step = 0;
        for (var done = 0L; done < total;)
        {
            var size = (int)Math.Min(_settings.BatchSize, total - done);
            var score = default(Score);
            for (var i = 0; i < size; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                score += Learn(order.Next(), size);
            }

            Apply();
            done += size;
            yield return new TrainingStep(++step, (int)((done + _inputs.Length - 1) / _inputs.Length), score);
        }
    }

    /// <summary>Adds one example's share to the batch's gradient.</summary>
    /// <returns>The example's score.</returns>
    Score Learn(int example, int batch) => _pairs[example] is { } pair ? LearnPair(pair, _inputs[example], batch) : LearnOutput(example, batch);

    // Before it is tuned, Gemini can answer; this model can't. So it also learns the preferred outputs, unless a tuned model is
    // continued. As on the service, it learns nothing with a beta of zero.
    Score LearnPair(PreferencePair pair, uint[] features, int batch)
    {
        var margin = pair.Margin(Model, _settings.Beta);
        var push = _settings.Beta / (1 + Math.Exp(margin));
        AddPath(pair.Preferred, features, push + (_settings.Beta * _anchor), batch);
        AddPath(pair.Rejected, features, -push, batch);
        return PreferencePair.ScoreOf(margin);
    }

    // Makes an output likelier, or less likely where the weight is negative.
    void AddPath(IReadOnlyList<Step> path, uint[] features, double weight, int batch)
    {
        var share = weight / (Math.Sqrt(features.Length) * batch);
        foreach (var (number, right) in path)
        {
            var fork = Model.Tree.Forks[number];
            var error = (1 / (1 + Math.Exp(-Model.LogOdds(fork, features)))) - (right ? 1 : 0);
            AddGradient(fork, features, (float)(error * share));
        }
    }

    Score LearnOutput(int example, int batch)
    {
        var features = _inputs[example];
        var share = 1 / (Math.Sqrt(features.Length) * batch);
        var path = Model.Tree.PathTo(_outputs[example]);
        var (loss, correct) = (0.0, 0);
        foreach (var (number, right) in path)
        {
            var fork = Model.Tree.Forks[number];
            var odds = Model.LogOdds(fork, features);
            loss += TextModel.Loss(odds, right);
            correct += TextModel.IsRight(odds, right) ? 1 : 0;
            var error = (1 / (1 + Math.Exp(-odds))) - (right ? 1 : 0);
            AddGradient(fork, features, (float)(error * share));
        }

        return new Score(1, loss, path.Count, correct);
    }

    void AddGradient(Fork fork, uint[] features, float gradient)
    {
        foreach (var feature in features)
        {
            var slot = Model.Slot(fork.Key, feature);
            if (_gradients[slot] == 0)
                _touched.Add(slot);
            _gradients[slot] += gradient;
        }
    }

    void Apply()
    {
        var rate = (float)(_settings.LearningRate * Scale);
        foreach (var slot in _touched)
        {
            var gradient = _gradients[slot];
            if (gradient == 0)
                continue;
            _squares[slot] += gradient * gradient;
            Model.Weights[slot] -= rate * gradient / MathF.Sqrt(_squares[slot]);
            _gradients[slot] = 0;
        }

        _touched.Clear();
    }

    int TableSize(OutputTree tree, int[] avoided)
    {
        var weights = _outputs.Select((o, i) => (long)_inputs[i].Length * (tree.PathTo(o).Count + (avoided[i] < 0 ? 0 : tree.PathTo(avoided[i]).Count))).Sum();
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(2 * weights, SmallestTable, LargestTable));
    }

    /// <summary>Repeats a table until it is large enough: every weight is then found where it is looked for.</summary>
    static float[] Widen(float[] table, int size)
    {
        var wide = new float[Math.Max(size, table.Length)];
        for (var at = 0; at < wide.Length; at += table.Length)
            table.CopyTo(wide, at);
        return wide;
    }
}

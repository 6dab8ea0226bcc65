namespace GeminiTuning.Emulator.Training;

/// <summary>Two outputs for a prompt, of which a model learns to prefer one, by direct preference optimization (Rafailov et al., 2023). The
/// model is compared with itself as it was when the pair was made.</summary>
sealed class PreferencePair
{
    readonly uint[] _features;
    readonly double _reference;

    public PreferencePair(TextModel model, uint[] features, int preferred, int rejected)
    {
        _features = features;
        Preferred = model.Tree.PathTo(preferred);
        Rejected = model.Tree.PathTo(rejected);
        _reference = LogRatio(model);
    }

    /// <summary>The choices that lead to the preferred output.</summary>
    public IReadOnlyList<Step> Preferred { get; }

    /// <summary>The choices that lead to the rejected output.</summary>
    public IReadOnlyList<Step> Rejected { get; }

    /// <summary>How much more the model prefers the output than it did at first, times <paramref name="beta"/>.</summary>
    public double Margin(TextModel model, double beta) => beta * (LogRatio(model) - _reference);

    /// <summary>The loss of the pair: log 2 where the model has learned nothing. The pair is one choice, which is right where the model
    /// prefers the output more than it did at first.</summary>
    public static Score ScoreOf(double margin) => new(1, TextModel.Loss(margin, right: true), 1, TextModel.IsRight(margin, right: true) ? 1 : 0);

    double LogRatio(TextModel model) => LogProbability(model, Preferred) - LogProbability(model, Rejected);

    double LogProbability(TextModel model, IReadOnlyList<Step> path) =>
        -path.Sum(step => TextModel.Loss(model.LogOdds(model.Tree.Forks[step.Fork], _features), step.Right));
}

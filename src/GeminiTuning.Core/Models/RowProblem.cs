namespace GeminiTuning;

/// <summary>What is wrong with a row.</summary>
/// <param name="Row">The row, counted from 1: the first object of the pipeline, the first line of data under a CSV's header.</param>
/// <param name="Problem">What it broke, and what is allowed.</param>
public sealed record RowProblem(int Row, string Problem)
{
    /// <summary>The row and its problem.</summary>
    public override string ToString() => Messages.RowProblem(Row, Problem);
}

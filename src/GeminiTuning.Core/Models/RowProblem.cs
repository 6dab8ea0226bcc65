namespace GeminiTuning;

/// <summary>A problem in a row.</summary>
/// <param name="Row">The row number, counted from 1: the first object of the pipeline, which is the first line after the header of a CSV file.</param>
/// <param name="Problem">What is wrong and what is allowed.</param>
public sealed record RowProblem(int Row, string Problem)
{
    /// <summary>The row and its problem.</summary>
    public override string ToString() => Messages.RowProblem(Row, Problem);
}

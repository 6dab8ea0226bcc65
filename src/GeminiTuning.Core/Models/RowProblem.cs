namespace GeminiTuning;

/// <summary>A problem in a row.</summary>
/// <param name="Row">The row number, counted from 1: the first object of the pipeline, which is the first line after the header of a CSV file.</param>
/// <param name="Problem">What is wrong and what is allowed.</param>
public sealed record RowProblem(int Row, string Problem)
{
    /// <summary>The full path of the file that the row was read from; null if it wasn't read by this module.</summary>
    public string? File { get; init; }

    /// <summary>The line in the file where the row begins, counted from 1; null if the file isn't known.</summary>
    public int? Line { get; init; }

    /// <summary>The object that the row was read from, so that a script can repair it or leave it out. Null if it isn't known.</summary>
    public object? InputObject { get; init; }

    /// <summary>The row and its problem.</summary>
    public override string ToString() => Messages.RowProblem(row: Row, file: File is null ? null : Path.GetFileName(File), line: Line, problem: Problem);
}

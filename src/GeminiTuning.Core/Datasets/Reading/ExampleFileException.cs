namespace GeminiTuning;

/// <summary>A line of a file of examples, or the file itself, can't be read.</summary>
public sealed class ExampleFileException : Exception
{
    internal ExampleFileException(string file, string problem, params int[] lines)
        : base(Messages.ProblemInFile(file: Path.GetFileName(file), line: lines is [var line] ? line : null, problem: problem))
    {
        File = file;
        Lines = lines;
        Problem = problem;
    }

    /// <summary>The full path of the file.</summary>
    public string File { get; }

    /// <summary>The lines that can't be read, counted from 1; empty if it is the whole file.</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }
}

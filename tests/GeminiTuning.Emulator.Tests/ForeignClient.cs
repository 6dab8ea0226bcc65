namespace GeminiTuning.Emulator.Tests;

/// <summary>A client that somebody else wrote.</summary>
/// <param name="Title">What it does. The test's name shows it.</param>
/// <param name="Script">The file in tests/clients.</param>
/// <param name="Ending">The last line of its output: the number of its cases, or ok.</param>
public sealed record ForeignClient(string Title, string Script, string Ending)
{
    /// <summary>The program that runs the script.</summary>
    public string Program { get; init; } = "";

    public override string ToString() => $"{Title}: {Ending}";
}

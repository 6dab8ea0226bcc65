namespace GeminiTuning.Emulator.Tests;

/// <summary>A client that somebody else wrote.</summary>
/// <param name="Title">What it does. The test's name shows it.</param>
/// <param name="Script">The file in tests/clients.</param>
public sealed record ForeignClient(string Title, string Script)
{
    /// <summary>The program that runs the script.</summary>
    public string Program { get; init; } = "";

    public override string ToString() => Title;
}

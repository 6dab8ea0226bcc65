namespace GeminiTuning.Emulator.Tests;

/// <summary>A client that somebody else wrote.</summary>
/// <param name="Title">What it is. The test's name shows it.</param>
/// <param name="Script">The file in tests/clients.</param>
/// <param name="Ending">The last line of its output: the number of its cases, or ok.</param>
public sealed record ForeignClient(string Title, string Script, string Ending)
{
    /// <summary>The program that runs the script.</summary>
    public string Program { get; init; } = "";

    /// <summary>The npm package that it tests.</summary>
    public string Package { get; init; } = "";

    /// <summary>The service, if the package is tested with several.</summary>
    public string Service { get; init; } = "";

    /// <summary>A client in an npm package.</summary>
    public static ForeignClient Of(string package, string script, int cases, string service = "") =>
        new(service.Length == 0 ? package : $"{package}, {service}", script, $"{cases} cases") { Package = package, Service = service };

    public override string ToString() => $"{Title}: {Ending}";
}

namespace GeminiTuning.Emulator;

/// <summary>What an emulator was asked, what it has answered and which faults it has given, counted one by one.</summary>
/// <param name="Requests">Requests that arrived whole, whatever became of them.</param>
/// <param name="Answered">Answers with a status of 2xx, or of 308 to a chunk of an upload, that went out whole and undisturbed; late ones too.</param>
/// <param name="OpenConnections">Connections that are open now.</param>
/// <param name="Faults">How often each fault of the plan was given, by its name there, such as <c>429:2s</c>.</param>
/// <param name="Methods">The same for each method of the service, by its name, such as <c>generateContent</c>.</param>
public sealed record EmulatorTraffic(
    long Requests,
    long Answered,
    int OpenConnections,
    IReadOnlyDictionary<string, long> Faults,
    IReadOnlyDictionary<string, MethodTraffic> Methods)
{
    /// <summary>The totals in one line.</summary>
    public override string ToString() => $"{Count(Requests, "request")}, {Answered} answered, {Count(Faults.Values.Sum(), "fault")}";

    internal static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}

/// <summary>What a method was asked and has answered.</summary>
/// <param name="Requests">Requests that arrived whole, whatever became of them.</param>
/// <param name="Answered">Answers with a status of 2xx, or of 308 to a chunk of an upload, that went out whole and undisturbed; late ones too.</param>
public sealed record MethodTraffic(long Requests, long Answered)
{
    /// <summary>The counts in one line.</summary>
    public override string ToString() => $"{EmulatorTraffic.Count(Requests, "request")}, {Answered} answered";
}

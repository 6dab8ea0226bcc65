namespace GeminiTuning.Emulator.Vertex;

/// <summary>A job cannot do what it was asked for: its error says why, with the number of the <c>google.rpc.Code</c>.</summary>
sealed class JobFailure(int code, string message) : Exception(message)
{
    /// <summary>INVALID_ARGUMENT.</summary>
    public const int Invalid = 3;

    /// <summary>NOT_FOUND.</summary>
    public const int NotFound = 5;

    public int Code { get; } = code;
}

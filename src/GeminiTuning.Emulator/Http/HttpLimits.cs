namespace GeminiTuning.Emulator.Http;

/// <summary>What a client may ask of the server's memory and patience.</summary>
static class HttpLimits
{
    /// <summary>The longest request line, and the most that all the headers may hold, in bytes.</summary>
    public const int HeadBytes = 32 * 1024;

    /// <summary>The most headers.</summary>
    public const int Headers = 100;

    /// <summary>The largest body that is read into memory, in bytes: the Gemini API's own limit.</summary>
    public const int BodyBytes = 4 * 1024 * 1024;

    /// <summary>The largest upload that a compressed body may hold, in bytes: as large as the largest dataset.</summary>
    public const long InflatedBytes = 1024L * 1024 * 1024;

    /// <summary>How much of a body that is too large is read and thrown away, so that the client gets to read why.</summary>
    public const long DrainBytes = 64L * 1024 * 1024;

    /// <summary>The most open connections; further ones wait to be accepted.</summary>
    public const int Connections = 512;

    /// <summary>The most requests at once whose body is not small; further ones wait, and no others.</summary>
    public const int LargeBodies = 32;

    /// <summary>A body up to this many bytes is small.</summary>
    public const int SmallBodyBytes = 64 * 1024;

    /// <summary>How long a client may be silent before it is taken to have sent all it wants to send.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may stay idle between requests.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    /// <summary>How long a body may take to arrive, and an answer to be taken; of an upload and a download, each piece.</summary>
    public static readonly TimeSpan Transfer = TimeSpan.FromSeconds(60);
}

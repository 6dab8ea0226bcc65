namespace GeminiTuning.Emulator.Http;

/// <summary>An answer: its parts are written, and seen by the client, one by one.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ContentType">The media type; null when there is no body.</param>
/// <param name="Parts">The body. More than one part means that its length is not known before.</param>
sealed record HttpReply(int Status, string? ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Parts)
{
    /// <summary>The body instead of the parts, where it may be long.</summary>
    public ReplyFile? File { get; init; }

    /// <summary>Whether the method was carried out. So it was if a chunk of an upload has arrived (308), or if the client has the
    /// latest generation of an object already (304).</summary>
    public bool IsSuccess => Status is (>= 200 and < 300) or 304 or 308;

    /// <summary>Headers besides those that the connection writes itself.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The method of the service that answers; null where none does.</summary>
    public string? Method { get; init; }

    /// <summary>How it is brought to the client.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>How much later than it could be.</summary>
    public TimeSpan Delay { get; init; }
}

namespace GeminiTuning.Emulator.Http;

/// <summary>A request's first line and headers, before its body is read.</summary>
sealed record RequestHead(
    string Method, string Path, string Query, bool IsHttp11, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether the client wants to use the connection again.</summary>
    public bool KeepAlive => Headers.TryGetValue("Connection", out var value)
        ? IsHttp11
            ? !value.Contains("close", StringComparison.OrdinalIgnoreCase)
            : value.Contains("keep-alive", StringComparison.OrdinalIgnoreCase)
        : IsHttp11;
}

/// <summary>A whole request.</summary>
sealed record HttpRequest(RequestHead Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>What has taken the body; null where it is in memory.</summary>
    public IBodySink? Sink { get; init; }
}

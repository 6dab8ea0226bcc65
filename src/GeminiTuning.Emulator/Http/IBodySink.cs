namespace GeminiTuning.Emulator.Http;

/// <summary>Takes a request's body piece by piece, so that its length is not bound by memory.</summary>
interface IBodySink : IDisposable
{
    /// <summary>Whether it takes a compressed body uncompressed.</summary>
    bool Inflates => true;

    /// <summary>Takes the next piece; what goes wrong is told when the request is answered.</summary>
    void Write(ReadOnlySpan<byte> piece);

    /// <summary>The client has gone before the body was whole: there will be no answer.</summary>
    void CutOff();
}

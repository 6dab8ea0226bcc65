namespace GeminiTuning.Emulator.Http;

/// <summary>What stands behind the server. None of the methods throws.</summary>
interface IHttpHandler
{
    /// <summary>What takes the request's body piece by piece; null where it is read into memory, within the limit.</summary>
    IBodySink? SinkFor(RequestHead head);

    /// <summary>Answers a request.</summary>
    HttpReply Answer(HttpRequest request);

    /// <summary>Words an error that was found before there was a request to answer.</summary>
    HttpReply Refuse(int status, string message);
}

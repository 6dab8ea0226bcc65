namespace GeminiTuning.Emulator.Http;

/// <summary>What stands behind the server. Neither method throws.</summary>
interface IHttpHandler
{
    /// <summary>Answers a request.</summary>
    HttpReply Answer(HttpRequest request);

    /// <summary>Words an error that was found before there was a request to answer.</summary>
    HttpReply Refuse(int status, string message);
}

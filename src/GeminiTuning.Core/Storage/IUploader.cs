namespace GeminiTuning;

/// <summary>Sends a content to a session of Cloud Storage's resumable upload.</summary>
public interface IUploader
{
    /// <summary>Begins with a session that has received nothing yet.</summary>
    /// <param name="session">The session's address.</param>
    /// <param name="content">What is sent; its length is known, and it can be read from any place.</param>
    /// <param name="http">What requests go through; a refusal and a fault come out of it as <see cref="TuningServiceException"/>.</param>
    IUpload Begin(Uri session, Stream content, HttpMessageHandler http);
}

/// <summary>A content on its way.</summary>
public interface IUpload : IDisposable
{
    /// <summary>Sends what the service has not received yet, to the end. After a fault it can be called again, and goes on
    /// where the service says that it is.</summary>
    /// <param name="progress">Told how many bytes have been received.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <exception cref="TuningServiceException">The service refuses, or the network fails.</exception>
    Task SendAsync(Action<long> progress, CancellationToken cancellationToken);
}

/// <summary>The uploader of a caller that brings none: it sends all in one request, and from the beginning again after a fault.</summary>
public sealed class WholeUploader : IUploader
{
    /// <inheritdoc/>
    public IUpload Begin(Uri session, Stream content, HttpMessageHandler http) => new Upload(session, content, http);

    sealed class Upload(Uri session, Stream content, HttpMessageHandler http) : IUpload
    {
        readonly HttpMessageInvoker _http = new(http);

        public async Task SendAsync(Action<long> progress, CancellationToken cancellationToken)
        {
            content.Position = 0;
            using var request = new HttpRequestMessage(HttpMethod.Put, session) { Content = new KeptContent(content) };
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.UploadIncomplete);
            progress(content.Length);
        }

        public void Dispose() => _http.Dispose();
    }

    // StreamContent would close the stream, which is sent again after a fault.
    sealed class KeptContent(Stream content) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => content.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}

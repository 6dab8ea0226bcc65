using System.Runtime.ExceptionServices;
using Google.Apis.Http;
using Google.Apis.Upload;

namespace GeminiTuning.Adapters;

/// <summary>Uploads by Google's library, which knows the protocol: chunk by chunk, and after a fault on from where the service
/// says that it is.</summary>
public sealed class GoogleUploader : IUploader
{
    // A multiple of 256 KiB, as the protocol wants it. One is in memory at a time.
    const int ChunkSize = 8 * 1024 * 1024;
    const int MostInVain = 10;

    /// <inheritdoc/>
    public IUpload Begin(Uri session, Stream content, HttpMessageHandler http) => new Upload(session, content, http);

    sealed class Upload : IUpload
    {
        readonly ConfigurableHttpClient _http;
        readonly ResumableUpload _upload;
        Action<long>? _progress;
        bool _isBegun;
        (long Bytes, int Times) _received = (-1, 0);

        public Upload(Uri session, Stream content, HttpMessageHandler http)
        {
            // Retries are the caller's: those of the connection, which Ctrl+C ends.
            _http = new ConfigurableHttpClient(new ConfigurableMessageHandler(http) { NumTries = 1, FollowRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
            _upload = ResumableUpload.CreateFromUploadUri(session, content, new ResumableUploadOptions { HttpClient = _http });
            _upload.ChunkSize = ChunkSize;
            _upload.ProgressChanged += Report;
        }

        public async Task SendAsync(Action<long> progress, CancellationToken cancellationToken)
        {
            _progress = progress;
            var sending = _isBegun ? _upload.ResumeAsync(cancellationToken) : _upload.UploadAsync(cancellationToken);
            _isBegun = true;
            var end = await sending.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (end.Exception is not { } fault)
                return;
            // A part of a chunk may have arrived when it broke off: the service said so before the next one.
            progress(end.BytesSent);
            // Only the content is read here; what happens on the network comes out of the handler as what it is.
            if (fault is IOException)
                throw new TuningFileException(fault.Message, fault);
            // What the library cannot make sense of, such as a place behind the content's end, comes out of it in many kinds.
            if (fault is not (TuningServiceException or OperationCanceledException))
                throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.UploadIncomplete, fault);
            ExceptionDispatchInfo.Throw(fault);
        }

        public void Dispose() => _http.Dispose();

        // A service that takes every chunk and keeps none would be sent them for ever.
        void Report(IUploadProgress progress)
        {
            if (progress.Status is not (UploadStatus.Uploading or UploadStatus.Completed))
                return;
            _received = progress.BytesSent == _received.Bytes ? (_received.Bytes, _received.Times + 1) : (progress.BytesSent, 1);
            if (_received.Times > MostInVain)
                throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.UploadIncomplete);
            _progress?.Invoke(progress.BytesSent);
        }
    }
}

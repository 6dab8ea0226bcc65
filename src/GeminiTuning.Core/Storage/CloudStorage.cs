using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>The parts of Cloud Storage's JSON API that datasets and answers go through.</summary>
/// <param name="rest">The way to Cloud Storage.</param>
/// <param name="uploader">Sends contents.</param>
sealed class CloudStorage(RestClient rest, IUploader uploader)
{
    const string ContentType = "application/jsonl";
    // A session that the service does not know any more is begun anew so often.
    const int MostSessions = 3;

    /// <summary>Puts a file into a folder, under a name that is made of what is in it. What is there already is not sent again.</summary>
    /// <returns>Where it is.</returns>
    public async Task<StorageUri> UploadAsync(StorageUri folder, ContentFile file, Action<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var uri = folder.Append($"{file.Sha256}.jsonl");
        if (await FindAsync(uri, cancellationToken).ConfigureAwait(false) is { } there && there.Size == file.Length && there.Crc32c == file.Crc32c)
            return uri;
        for (var sessions = 1; ; sessions++)
        {
            var session = await BeginAsync(uri, file, cancellationToken).ConfigureAwait(false);
            try
            {
                await SendAsync(session, uri, file, progress, cancellationToken).ConfigureAwait(false);
                return uri;
            }
            catch (TuningServiceException lost) when (lost.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone && sessions < MostSessions)
            {
                // The session has ended.
            }
        }
    }

    /// <summary>The objects of a folder, page by page as they are asked for.</summary>
    public IAsyncEnumerable<StorageUri> ListAsync(StorageUri folder, CancellationToken cancellationToken) => rest.ListAsync(
        $"storage/v1/b/{folder.Bucket}/o?prefix={Uri.EscapeDataString(folder.Path + "/")}", StorageJson.Default.WireObjectPage,
        page => page.Items, page => page.NextPageToken, wire => folder with { Path = wire.Name ?? "" }, cancellationToken);

    /// <summary>The lines of an object, as they come. A connection that breaks off is taken up again at the line where it did.</summary>
    public async IAsyncEnumerable<byte[]> ReadLinesAsync(StorageUri uri, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var about = await rest.GetAsync(Path(uri), StorageJson.Default.WireObject, cancellationToken).ConfigureAwait(false);
        // The same generation throughout, whatever is written meanwhile.
        var generation = about.Generation is null ? "" : $"&generation={Uri.EscapeDataString(about.Generation)}";
        var path = $"{Path(uri)}?alt=media{generation}";
        for (var offset = 0L; offset < about.Size;)
        {
            var begun = offset;
            var (content, line) = await rest.RetryAsync(token => OpenAsync(uri, path, begun, token), cancellationToken).ConfigureAwait(false);
            using (content)
            {
                if (line is null)
                    throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.DownloadNotResumed(uri));
                do
                {
                    offset += line.Length + 1;
                    if (line.AsSpan().Trim(" \t\r"u8).Length > 0)
                        yield return line;
                    line = await NextAsync(content, cancellationToken).ConfigureAwait(false);
                }
                while (line is not null);
            }
        }
    }

    // The first line is read with the retries of the request itself.
    async Task<(LineReader Content, byte[]? Line)> OpenAsync(StorageUri uri, string path, long offset, CancellationToken cancellationToken)
    {
        var response = await rest.OpenContentAsync(path, offset, cancellationToken).ConfigureAwait(false);
        var content = new LineReader(response);
        try
        {
            if (offset > 0 && response.StatusCode != HttpStatusCode.PartialContent)
                throw new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, Messages.DownloadNotResumed(uri));
            return (content, await rest.ReadContentAsync(content.NextAsync, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    // Null at the end, and where the connection breaks off: the caller knows how much there is.
    async Task<byte[]?> NextAsync(LineReader content, CancellationToken cancellationToken)
    {
        try
        {
            return await rest.ReadContentAsync(content.NextAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException broken) when (broken.IsTransient)
        {
            rest.Tell(broken);
            return null;
        }
    }

    async Task<WireObject?> FindAsync(StorageUri uri, CancellationToken cancellationToken)
    {
        try
        {
            return await rest.GetAsync(Path(uri), StorageJson.Default.WireObject, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException absent) when (absent.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Who may write and not read uploads again; who may neither is told when it begins.
            return null;
        }
    }

    Task<Uri> BeginAsync(StorageUri uri, ContentFile file, CancellationToken cancellationToken)
    {
        // The service compares what has arrived with the checksum.
        var body = JsonSerializer.SerializeToUtf8Bytes(new WireObject { Name = uri.Path, ContentType = ContentType, Crc32c = file.Crc32c }, StorageJson.Default.WireObject);
        return rest.StartUploadAsync(
            $"upload/storage/v1/b/{uri.Bucket}/o?uploadType=resumable&name={Uri.EscapeDataString(uri.Path)}", body, ContentType, file.Length, cancellationToken);
    }

    async Task SendAsync(Uri session, StorageUri uri, ContentFile file, Action<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var sent = 0L;
        void Report(long bytes)
        {
            Volatile.Write(ref sent, bytes);
            progress?.Invoke(new UploadProgress(uri.ToString(), bytes, file.Length));
        }
        using var upload = uploader.Begin(session, file.Read(), rest.SessionHandler());
        Report(0);
        // Retries are counted anew whenever something has arrived in between.
        for (var before = -1L; ;)
            try
            {
                await rest.RetryAsync(async token =>
                {
                    await upload.SendAsync(Report, token).ConfigureAwait(false);
                    return true;
                }, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TuningServiceException fault) when (fault.IsTransient && Volatile.Read(ref sent) > before)
            {
                before = Volatile.Read(ref sent);
                rest.Tell(fault);
            }
    }

    static string Path(StorageUri uri) => $"storage/v1/b/{uri.Bucket}/o/{Uri.EscapeDataString(uri.Path)}";
}

using System.Net;
using System.Security.Cryptography;

namespace GeminiTuning.Adapters.Tests;

/// <summary>Uploads by Google's library, against a session that keeps what it is sent.</summary>
[Collection(nameof(StorageTransferTests))]
public sealed class GoogleUploaderTests
{
    const int Chunk = 8 * 1024 * 1024;

    static readonly Uri s_session = new("https://storage.googleapis.com/upload/storage/v1/b/b/o?upload_id=1");

    static byte[] Content(int length) => RandomNumberGenerator.GetBytes(length);

    [Fact]
    public async Task A_content_is_sent_in_chunks_and_arrives_byte_for_byte()
    {
        var content = Content((2 * Chunk) + 12345);
        using var session = new UploadSession(content.Length);
        var told = new List<long>();
        using var upload = new GoogleUploader().Begin(s_session, new MemoryStream(content), session);
        await upload.SendAsync(told.Add, CancellationToken.None);
        Assert.Equal(content, session.Received);
        Assert.Equal([$"bytes 0-{Chunk - 1}/{content.Length}", $"bytes {Chunk}-{(2 * Chunk) - 1}/{content.Length}", $"bytes {2 * Chunk}-{content.Length - 1}/{content.Length}"], session.Ranges);
        Assert.Equal([Chunk, 2 * Chunk, content.Length], told);
    }

    [Fact]
    public async Task After_a_fault_it_goes_on_where_the_service_says_that_it_is()
    {
        var content = Content((2 * Chunk) + 1);
        using var session = new UploadSession(content.Length);
        using var upload = new GoogleUploader().Begin(s_session, new MemoryStream(content), session);
        // Half of the second chunk has arrived when the connection breaks.
        session.BreakAt = (1, Chunk / 2);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => upload.SendAsync(_ => { }, CancellationToken.None));
        Assert.True(fault.IsTransient);
        await upload.SendAsync(_ => { }, CancellationToken.None);
        Assert.Equal(content, session.Received);
        Assert.Equal($"bytes */{content.Length}", session.Ranges[2]);
        Assert.StartsWith($"bytes {Chunk + (Chunk / 2)}-", session.Ranges[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_the_services_own()
    {
        using var session = new UploadSession(1) { Refusal = new TuningServiceException(TuningServiceErrorKind.Refused, "gone") { StatusCode = HttpStatusCode.Gone } };
        using var upload = new GoogleUploader().Begin(s_session, new MemoryStream(Content(1)), session);
        Assert.Equal(HttpStatusCode.Gone, (await Assert.ThrowsAsync<TuningServiceException>(() => upload.SendAsync(_ => { }, CancellationToken.None))).StatusCode);
        Assert.Single(session.Ranges);
    }

    [Fact]
    public async Task A_service_that_keeps_nothing_is_not_sent_to_for_ever()
    {
        using var session = new UploadSession(Chunk + 1) { KeepsNothing = true };
        using var upload = new GoogleUploader().Begin(s_session, new MemoryStream(Content(Chunk + 1)), session);
        await Assert.ThrowsAsync<TuningServiceException>(() => upload.SendAsync(_ => { }, CancellationToken.None));
        Assert.InRange(session.Ranges.Count, 2, 20);
    }

    [Fact]
    public async Task It_ends_when_it_is_cancelled()
    {
        using var session = new UploadSession(1) { Hangs = true };
        using var upload = new GoogleUploader().Begin(s_session, new MemoryStream(Content(1)), session);
        using var cancellationToken = new CancellationTokenSource();
        var sending = upload.SendAsync(_ => { }, cancellationToken.Token);
        await cancellationToken.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    // The protocol as cloud.google.com/storage/docs/performing-resumable-uploads has it.
    sealed class UploadSession(long length) : HttpMessageHandler
    {
        readonly MemoryStream _received = new();

        public byte[] Received => _received.ToArray();

        public List<string> Ranges { get; } = [];

        public (int Request, int Bytes)? BreakAt { get; set; }

        public TuningServiceException? Refusal { get; init; }

        public bool KeepsNothing { get; init; }

        public bool Hangs { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal((HttpMethod.Put, s_session), (request.Method, request.RequestUri));
            var range = request.Content!.Headers.ContentRange!;
            Ranges.Add(range.ToString());
            if (Hangs)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            if (Refusal is not null)
                throw Refusal;
            var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            if (range.HasRange)
            {
                Assert.Equal(_received.Length, range.From);
                if (BreakAt is { } at && at.Request == Ranges.Count - 1)
                {
                    _received.Write(body, 0, at.Bytes);
                    throw new TuningServiceException(TuningServiceErrorKind.Unreachable, "broken off");
                }
                if (!KeepsNothing)
                    _received.Write(body);
            }
            if (_received.Length == length)
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
            var more = new HttpResponseMessage(HttpStatusCode.PermanentRedirect);
            if (_received.Length > 0)
                more.Headers.TryAddWithoutValidation("Range", $"bytes=0-{_received.Length - 1}");
            return more;
        }
    }
}

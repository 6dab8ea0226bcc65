using System.Net;
using GeminiTuning.Adapters;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Storage;

/// <summary>A dataset on its way: what is begun anew, and how often.</summary>
public sealed class UploadTests : IDisposable
{
    const string Absent = """{"error": {"code": 404, "message": "No such object"}}""";

    readonly ScriptedService _script = new ScriptedService().Answers(Absent, HttpStatusCode.NotFound);
    readonly List<string> _log = [];

    public void Dispose() => _script.Dispose();

    Task<TuningOperation> CreateAsync(int retries, CancellationToken cancellationToken = default) => ((IVertexService)_script.Connect(VertexScript.Options(retries: new ImmediateRetries(retries)) with { Uploader = new GoogleUploader() })
        .Open(_log.Add, notice => _log.Add(notice.ToString()), _log.Add)).CreateTunedModelAsync(VertexScript.Request, cancellationToken);

    void Begins(string session = VertexScript.Session) => _script.Answers("", HttpStatusCode.OK, ("Location", session));

    void HasReceived(int bytes) => _script.Answers("", HttpStatusCode.PermanentRedirect, bytes == 0 ? [] : [("Range", $"bytes=0-{bytes - 1}")]);

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task A_session_that_has_ended_is_followed_by_another_that_is_sent_everything(HttpStatusCode status)
    {
        Begins();
        HasReceived(10);
        _script.Answers("{}", status);
        Begins(VertexScript.Session + "2");
        _script.Answers("{}").Answers(VertexScript.Done);
        await CreateAsync(0);
        Assert.Equal(["GET", "POST", "PUT", "PUT", "POST", "PUT", "POST"], _script.Requests.Select(request => request.Method.Method));
        Assert.StartsWith("bytes 10-", _script.Requests[3].ContentRange, StringComparison.Ordinal);
        Assert.StartsWith("bytes 0-", _script.Requests[5].ContentRange, StringComparison.Ordinal);
        Assert.EndsWith("SECRET2", _script.Requests[5].Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_end_each_time_are_given_up()
    {
        for (var session = 0; session < 3; session++)
        {
            Begins();
            _script.Answers("{}", HttpStatusCode.Gone);
        }
        Assert.Equal(HttpStatusCode.Gone, (await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(0))).StatusCode);
        Assert.Equal(7, _script.Requests.Count);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_told_at_once_and_in_the_services_words()
    {
        _script.Answers("""{"error": {"code": 404, "message": "The specified bucket does not exist."}}""", HttpStatusCode.NotFound);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(3));
        Assert.Equal("The specified bucket does not exist.", fault.Message);
        Assert.Equal(["GET", "POST"], _script.Requests.Select(request => request.Method.Method));
    }

    [Fact]
    public async Task A_session_that_may_not_be_written_to_is_no_lost_one()
    {
        Begins();
        _script.Answers("""{"error": {"code": 403, "message": "You may not."}}""", HttpStatusCode.Forbidden);
        Assert.Equal("You may not.", (await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(3))).Message);
        Assert.Equal(3, _script.Requests.Count);
    }

    [Fact]
    public async Task Retries_are_counted_anew_whenever_something_has_arrived()
    {
        Begins();
        // Ten faults, and two retries at a time: there is always something new in between.
        for (var received = 10; received <= 50; received += 10)
        {
            _script.Answers("{}", HttpStatusCode.ServiceUnavailable).Answers("{}", HttpStatusCode.ServiceUnavailable);
            HasReceived(received);
        }
        _script.Answers("{}").Answers(VertexScript.Done);
        await CreateAsync(2);
        Assert.StartsWith("bytes 50-", _script.Requests[^2].ContentRange, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_anything_new_they_end()
    {
        Begins();
        for (var attempt = 0; attempt < 20; attempt++)
            _script.Answers("""{"error": {"code": 503, "message": "down"}}""", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("down", (await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(2))).Message);
        // The object, the session, and twice the retries at the most: once before and once after what was told at the beginning.
        Assert.InRange(_script.Requests.Count, 5, 8);
    }

    [Fact]
    public async Task Neither_a_request_nor_a_retry_nor_a_fault_tells_the_sessions_address()
    {
        Begins();
        _script.Throws(new HttpRequestException("Connection reset by peer"));
        HasReceived(10);
        _script.Answers("""{"error": {"code": 403, "message": "no"}}""", HttpStatusCode.Forbidden);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(1));
        Assert.DoesNotContain("upload_id", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_log, line => line.Contains("upload_id", StringComparison.Ordinal));
        Assert.Contains(_log, line => line.Contains("Connection reset by peer", StringComparison.Ordinal));
        Assert.Contains(_log, line => line.StartsWith("PUT https://storage.googleapis.com/upload/storage/v1/b/my-bucket/o bytes 10-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_cancels_in_the_middle_ends_it()
    {
        using var stop = new CancellationTokenSource();
        Begins();
        _script.Hangs();
        var creating = CreateAsync(3, stop.Token);
        while (_script.Requests.Count < 3)
            await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.Equal(3, _script.Requests.Count);
    }

    [Theory]
    [InlineData("bytes=0-1000000")]
    [InlineData("bytes=0-99999999999999999999")]
    [InlineData("bytes=5-x")]
    [InlineData("nonsense")]
    [InlineData("-")]
    public async Task A_service_that_says_nonsense_of_what_it_has_ends_the_upload(string range)
    {
        Begins();
        for (var answer = 0; answer < 20; answer++)
            _script.Answers("", HttpStatusCode.PermanentRedirect, ("Range", range));
        await Assert.ThrowsAsync<TuningServiceException>(() => CreateAsync(0));
        Assert.InRange(_script.Requests.Count, 3, 20);
    }
}

using System.Net;
using System.Text;

namespace GeminiTuning.Tests.Service;

public sealed class StreamTests : IDisposable
{
    readonly PieceStream _body = new();
    readonly ScriptedService _script;

    public StreamTests() => _script = new ScriptedService().Answers(_body);

    public void Dispose()
    {
        _script.Dispose();
        _body.Dispose();
    }

    [Fact]
    public async Task Each_piece_is_given_when_it_is_there()
    {
        await using var pieces = Open();
        foreach (var (json, text) in new[] { ("[" + Piece("LX"), "LX"), (",\n" + Piece("IV"), "IV"), (",\r\n" + Piece("!"), "!") })
        {
            _body.Send(json);
            Assert.True(await pieces.MoveNextAsync());
            Assert.Equal(text, pieces.Current.Text);
        }
        _body.Send("]").End();

        Assert.False(await pieces.MoveNextAsync());
    }

    [Fact]
    public async Task A_piece_may_be_cut_anywhere_on_the_way()
    {
        foreach (var oneByte in Encoding.UTF8.GetBytes($"[{Piece("LXIV 😀")}, null, {Piece("!")}]"))
            _body.Send([oneByte]);
        _body.End();

        Assert.Equal(["LXIV 😀", "!"], await TextsAsync());
    }

    [Fact]
    public async Task An_empty_stream_gives_nothing()
    {
        _body.Send("[]").End();

        Assert.Empty(await TextsAsync());
    }

    [Fact]
    public async Task An_error_in_the_middle_comes_after_the_pieces_before_it()
    {
        _body.Send($$$"""[{{{Piece("LX")}}}, {"error": {"code": 503, "message": "The model is overloaded.", "status": "UNAVAILABLE"}}]""").End();
        await using var pieces = Open();

        Assert.True(await pieces.MoveNextAsync());
        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () => await pieces.MoveNextAsync());
        Assert.Equal(("The model is overloaded.", HttpStatusCode.ServiceUnavailable, "UNAVAILABLE", true), (fault.Message, fault.StatusCode, fault.Status, fault.IsTransient));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(", {\"candidates\": [{", false)]
    [InlineData("", true)]
    public async Task A_stream_that_is_cut_off_is_a_fault_after_the_pieces_before_it(string rest, bool reset)
    {
        _body.Send("[" + Piece("LX"));
        await using var pieces = Open();
        Assert.True(await pieces.MoveNextAsync());
        _body.Send(rest).End(reset ? new IOException("Connection reset by peer") : null);

        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () => await pieces.MoveNextAsync());
        Assert.True(fault.IsTransient);
        Assert.Single(_script.Requests);
    }

    [Theory]
    [InlineData("{\"error\": {\"code\": 400}}")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public async Task What_is_no_stream_is_a_fault(string body)
    {
        _body.Send(body).End();

        await Assert.ThrowsAsync<TuningServiceException>(TextsAsync);
    }

    [Fact]
    public async Task A_refused_stream_gives_the_services_error()
    {
        using var script = new ScriptedService().Answers("""[{"error": {"code": 404, "message": "Tuned model tunedModels/a does not exist."}}]""", HttpStatusCode.NotFound)
            .Answers("", HttpStatusCode.NotFound);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => script.Open().GenerateStreamAsync(Request).ToListAsync());

        Assert.Equal("Tuned model tunedModels/a does not exist.", fault.Message);
    }

    [Fact]
    public async Task A_stream_that_did_not_begin_is_asked_for_again()
    {
        using var script = new ScriptedService().Answers("", HttpStatusCode.ServiceUnavailable).Answers($"[{Piece("LXIV")}]");

        Assert.Equal("LXIV", Assert.Single(await script.OpenWithRetries().GenerateStreamAsync(Request).ToListAsync()).Text);
    }

    [Fact]
    public async Task Who_stops_reading_closes_the_stream()
    {
        _body.Send("[" + Piece("LX"));
        await foreach (var _ in _script.Open().GenerateStreamAsync(Request))
            break;

        Assert.True(_body.IsClosed);
    }

    [Fact]
    public async Task Cancelling_between_two_pieces_ends_the_stream()
    {
        using var stop = new CancellationTokenSource();
        _body.Send("[" + Piece("LX"));
        await using var pieces = _script.Open().GenerateStreamAsync(Request, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await pieces.MoveNextAsync());
        var next = pieces.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    static GenerationRequest Request { get; } = new() { Model = "tunedModels/a", Prompt = "LXIII" };

    static string Piece(string text) => $$$"""{"candidates": [{"content": {"parts": [{"text": "{{{text}}}"}]}}]}""";

    IAsyncEnumerator<TunedModelResponse> Open() => _script.Open().GenerateStreamAsync(Request).GetAsyncEnumerator();

    async Task<IEnumerable<string>> TextsAsync() => (await _script.Open().GenerateStreamAsync(Request).ToListAsync()).Select(piece => piece.Text);
}

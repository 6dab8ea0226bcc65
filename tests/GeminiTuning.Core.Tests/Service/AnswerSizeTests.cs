using System.Text;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Service;

/// <summary>Whatever a server sends, reading it ends, and takes a bounded amount of memory.</summary>
public sealed class AnswerSizeTests : IDisposable
{
    // More than any of the tests may read.
    const int Blocks = 4096;

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    public static TheoryData<string, string> Endless => new()
    {
        { "{\"x\": \"", new string('a', 1 << 20) },
        { "{\"tunedModels\": [", string.Concat(Enumerable.Repeat("{},", 300_000)) },
        { "{\"tunedModels\": [", string.Concat(Enumerable.Repeat("[[[", 300_000)) },
        { "{\"tunedModels\": [{\"displayName\": ", string.Concat(Enumerable.Repeat(" ", 1 << 20)) },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task An_answer_without_end_is_an_error_and_is_not_read_on(string start, string block)
    {
        var body = new EndlessStream(start, block);
        _script.Answers(body);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().ListTunedModelsAsync().ToListAsync());

        // Values nested too deep are told before their size is.
        Assert.Contains(fault.Kind, new[] { TuningServiceErrorKind.AnswerTooLarge, TuningServiceErrorKind.AnswerNotUnderstood });
        Assert.InRange(body.Given, 1, 70 * 1024 * 1024);
    }

    [Fact]
    public async Task A_streamed_answer_without_end_is_an_error()
    {
        var body = new EndlessStream("[", string.Concat(Enumerable.Repeat("{\"candidates\": []},", 50_000)));
        _script.Answers(body);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () =>
        {
            await foreach (var piece in _script.Open().GenerateStreamAsync(new GenerationRequest { Model = "a", Prompt = "7" }))
                Assert.Empty(piece.Text);
        });

        Assert.Equal((TuningServiceErrorKind.AnswerTooLarge, false), (fault.Kind, fault.IsTransient));
    }

    [Fact]
    public async Task A_line_without_end_is_an_error()
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(new EndlessStream("{\"a\": \"", new string('a', 1 << 20))) };
        using var reader = new LineReader(response);

        await Assert.ThrowsAsync<AnswerTooLargeException>(() => reader.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_list_of_ever_new_pages_ends_with_an_error()
    {
        for (var page = 0; page < 10_100; page++)
            _script.Answers($$"""{"tunedModels": [{"name": "tunedModels/m{{page}}"}], "nextPageToken": "{{page}}"}""");
        var count = 0;
        var fault = await Assert.ThrowsAsync<TuningServiceException>(async () =>
        {
            await foreach (var _ in _script.Open().ListTunedModelsAsync())
                count++;
        });

        Assert.Equal((TuningServiceErrorKind.AnswerTooLarge, 10_001), (fault.Kind, count));
    }

    [Fact]
    public async Task A_list_of_ever_new_pages_with_nothing_on_them_ends_sooner()
    {
        for (var page = 0; page < 1_100; page++)
            _script.Answers($$"""{"nextPageToken": "{{page}}"}""");

        Assert.Equal(TuningServiceErrorKind.AnswerTooLarge, (await Assert.ThrowsAsync<TuningServiceException>(() => _script.Vertex().ListTunedModelsAsync().ToListAsync())).Kind);
        Assert.Equal(1_001, _script.Requests.Count);
    }

    [Fact]
    public async Task A_page_of_a_thousand_models_with_all_their_steps_is_read()
    {
        var steps = string.Join(',', Enumerable.Range(1, 250).Select(step => $$"""{"step": {{step}}, "epoch": 1, "meanLoss": 1.5, "computeTime": "2026-01-01T00:00:00.000000Z"}"""));
        var models = string.Join(',', Enumerable.Range(1, 1000).Select(number => $$$"""{"name": "tunedModels/m{{{number}}}", "tuningTask": {"snapshots": [{{{steps}}}]}}"""));
        _script.Answers($$"""{"tunedModels": [{{models}}]}""");

        Assert.Equal(250_000, (await _script.Open().ListTunedModelsAsync().ToListAsync()).Sum(model => model.Snapshots.Count));
    }

    sealed class EndlessStream(string start, string block) : Stream
    {
        readonly byte[] _block = Encoding.UTF8.GetBytes(block);
        byte[] _current = Encoding.UTF8.GetBytes(start);
        int _at;
        int _blocks;

        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == _current.Length)
            {
                Assert.True(++_blocks < Blocks, "It is read on and on.");
                (_current, _at) = (_block, 0);
            }
            var count = Math.Min(buffer.Length, _current.Length - _at);
            _current.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            Given += count;
            return ValueTask.FromResult(count);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        int Fail() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => Fail();
        public override long Seek(long offset, SeekOrigin origin) => Fail();
        public override void SetLength(long value) => Fail();
        public override void Write(byte[] buffer, int offset, int count) => Fail();
    }
}

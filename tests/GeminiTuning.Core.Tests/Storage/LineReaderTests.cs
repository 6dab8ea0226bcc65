using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Storage;

public sealed class LineReaderTests
{
    // Lines around the size of the reader's memory, short ones more often; pieces as a network may cut them.
    static Gen<(string[] Lines, int[] Pieces, bool EndsWithLine)> Any { get; } =
        from lengths in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 300), Gen.Choose(65_530, 65_540), Gen.Choose(0, 200_000)).ListOf()
        from pieces in Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(1, 70_000)).ListOf(20)
        from endsWithLine in Gen.Elements(true, false)
        select (lengths.Take(8).Select((length, number) => new string((char)('a' + number), length)).ToArray(), pieces.ToArray(), endsWithLine);

    [Fact]
    public void Lines_are_whole_however_they_come() => Always.Holds(Any, async any =>
    {
        var text = string.Join('\n', any.Lines) + (any.EndsWithLine ? "\n" : "");
        var body = new PieceStream();
        var bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0, number = 0; at < bytes.Length; number++)
        {
            var length = Math.Min(any.Pieces[number % any.Pieces.Length], bytes.Length - at);
            if (number > 50) // Many small pieces of a large text would be all that the test does.
                length = bytes.Length - at;
            body.Send(bytes[at..(at + length)]);
            at += length;
        }
        body.End();

        // What stands after the last end is a line only where something stands there.
        var expected = text.Split('\n');
        Assert.Equal(expected[^1].Length == 0 ? expected[..^1] : expected, await ReadAsync(body));
        Assert.True(body.IsClosed);
    }, 40);

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("\n\n", new[] { "", "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\r\nb", new[] { "a\r", "b" })]
    public async Task An_end_ends_a_line(string text, string[] lines) => Assert.Equal(lines, await ReadAsync(new PieceStream().Send(text).End()));

    [Fact]
    public async Task A_connection_that_breaks_off_is_no_end()
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(new PieceStream().Send("a\nb").End(new IOException("broken off"))) };
        using var reader = new LineReader(response);
        Assert.Equal("a"u8.ToArray(), await reader.NextAsync(CancellationToken.None));
        await Assert.ThrowsAsync<IOException>(() => reader.NextAsync(CancellationToken.None));
    }

    static async Task<List<string>> ReadAsync(Stream body)
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(body) };
        using var reader = new LineReader(response);
        var lines = new List<string>();
        while (await reader.NextAsync(CancellationToken.None) is { } line)
            lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }
}

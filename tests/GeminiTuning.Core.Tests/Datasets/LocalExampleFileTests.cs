using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning.Tests.Datasets;

/// <summary>A file in Vertex AI's form is checked line by line and sent as it is.</summary>
public sealed class LocalExampleFileTests : IDisposable
{
    const string Good = """{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}""";

    readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_bytes_and_their_hashes_are_the_files()
    {
        var bytes = Encoding.UTF8.GetBytes($"{Good} \r\n\r\n{Good.Replace("\"a\"", "\"数\"", StringComparison.Ordinal)}");
        using var file = Opened(_folder.WriteBytes("t.jsonl", bytes));
        var lines = file.Read().Select(example => example!.Line).ToList();
        file.Complete();
        using var content = new MemoryStream();
        file.Content.Read().CopyTo(content);

        Assert.Equal([1, 3], lines);
        Assert.Equal((2, 2), (file.Count, file.RowCount));
        Assert.Equal(bytes, content.ToArray());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant(), file.Content.Sha256);
        Assert.Equal(bytes.Length, file.Content.Length);
    }

    [Theory]
    [InlineData("{\"contents\":[,]}", "The text isn't valid JSON at byte 14")]
    [InlineData("[]", "an array")]
    [InlineData("""{"input":"a","output":"b"}""", "has no \"contents\"")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}]}""", "doesn't end with a turn of the model")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":""}]},{"role":"model","parts":[{"text":"b"}]}]}""", "The input is empty.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}],}""", "The text isn't valid JSON")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"\ud800"}]},{"role":"model","parts":[{"text":"b"}]}]}""", "surrogate")]
    public void A_line_that_is_wrong_is_named(string line, string problem)
    {
        using var file = Opened(_folder.Write("t.jsonl", $"{Good}\n{line}\n{Good}\n"));
        Assert.Equal([true, false, true], file.Read().Select(example => example is not null));
        var refused = Assert.Throws<TuningDataException>(file.Complete);
        var row = Assert.Single(refused.InvalidRows);

        Assert.Equal((2, 2, _folder.PathOf("t.jsonl")), (row.Row, row.Line, row.File));
        Assert.Contains(problem, row.Problem, StringComparison.Ordinal);
        Assert.Contains("- t.jsonl, line 2: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_not_UTF_8_is_named()
    {
        using var file = Opened(_folder.WriteBytes("t.jsonl", [.. Encoding.UTF8.GetBytes(Good + "\n"), .. Encoding.Latin1.GetBytes(Good.Replace('a', 'é'))]));
        Assert.Equal(2, file.Read().Count());
        Assert.Equal("The line isn't valid UTF-8.", Assert.Single(Assert.Throws<TuningDataException>(file.Complete).InvalidRows).Problem);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_refused(string encoding)
    {
        var marked = encoding == "utf-8" ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) : Encoding.GetEncoding(encoding);
        using var file = Opened(_folder.Write("t.jsonl", Good, marked));
        Assert.Contains("byte order mark", Assert.Throws<TuningDataException>(() => file.Read().Count()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void A_file_without_examples_is_refused(string text)
    {
        using var file = Opened(_folder.Write("t.jsonl", text));
        Assert.Empty(file.Read());
        Assert.Equal("t.jsonl contains no examples.", Assert.Throws<TuningDataException>(file.Complete).Message);
    }

    [Fact]
    public void A_file_that_is_larger_than_the_service_takes_is_refused()
    {
        using var large = new LocalExampleFile(_folder.Write("t.jsonl", Good), ExampleLimits.VertexAI with { TotalBytes = 10 });
        Assert.Contains("The maximum", Assert.Throws<TuningDataException>(() => large.Read().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Equal(_folder.PathOf("no.jsonl"), Assert.Throws<ExampleFileException>(() => Opened(_folder.PathOf("no.jsonl"))).File);

    static LocalExampleFile Opened(string path) => new(path, ExampleLimits.VertexAI);
}

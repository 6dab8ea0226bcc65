using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning.Tests.Datasets;

/// <summary>What is made faster gives what the plain way gives.</summary>
public sealed class HashTests
{
    [Fact]
    public void Groups_of_hashes_are_all_that_occur_twice()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var hashes = new ChunkedList<ulong>();
            for (var i = random.Next(500); i > 0; i--)
                hashes.Add(TextHash.Of($"{random.Next(300)}"));
            var expected = Enumerable.Range(0, hashes.Count).GroupBy(row => hashes[row]).Where(group => group.Count() > 1).Select(group => string.Join(",", group));
            Assert.Equal(expected.Order(StringComparer.Ordinal), new HashGroups(hashes).Select(group => string.Join(",", group)).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("Hello World", "hello world")]
    [InlineData("  Hello   World  ", "hello world")]
    [InlineData(" a", "a")]
    [InlineData("a ", "a")]
    [InlineData(" ", "")]
    [InlineData("", "")]
    [InlineData("A\tB\r\nC", "a b c")]
    [InlineData("ÄÖ  Ü", "äö ü")]
    [InlineData("a\u00A0\u3000b", "a b")]
    [InlineData("~!{[]}", "~!{[]}")]
    public void A_normalized_text_is_in_small_letters_with_single_spaces(string text, string normal) =>
        Assert.Equal(normal, new NormalText().Of(text).ToString());

    [Fact]
    public void A_hash_of_pieces_is_that_of_the_whole()
    {
        var random = new Random(1);
        using var hash = new ContentHash();
        var whole = new List<byte>();
        foreach (var length in (int[])[0, 1, 100, 16_384, 16_385, 50_000, 16_000, 500, 3])
        {
            var piece = new byte[length];
            random.NextBytes(piece);
            hash.Append(piece);
            whole.AddRange(piece);
            Assert.Equal(Convert.ToHexString(SHA256.HashData([.. whole])).ToLowerInvariant(), hash.Sha256);
        }
        hash.Reset();
        Assert.Equal(Convert.ToHexString(SHA256.HashData([])).ToLowerInvariant(), hash.Sha256);
    }

    // RFC 3720, B.4, has the values of 32 bytes; that of the digits is the check value that catalogs of CRC algorithms use.
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 0x8A9136AAu)]
    public void A_checksum_is_that_of_Cloud_Storage(string content, uint crc32c)
    {
        var expected = Convert.ToBase64String([(byte)(crc32c >> 24), (byte)(crc32c >> 16), (byte)(crc32c >> 8), (byte)crc32c]);
        using var hash = new ContentHash();
        hash.Append(Encoding.ASCII.GetBytes(content));
        Assert.Equal(expected, hash.Crc32c);

        hash.Reset();
        foreach (var one in Encoding.ASCII.GetBytes(content))
        {
            hash.Append([one]);
            _ = hash.Crc32c;
        }
        Assert.Equal(expected, hash.Crc32c);
    }
}

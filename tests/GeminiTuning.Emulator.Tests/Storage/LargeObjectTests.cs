using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>What a process allocates is only known while nothing else runs in it.</summary>
[Collection(nameof(LargeObjectTests))]
[CollectionDefinition(nameof(LargeObjectTests), DisableParallelization = true)]
public sealed class LargeObjectTests
{
    [Fact]
    public async Task A_large_object_takes_no_memory_on_its_way_in_and_out()
    {
        await using var service = Service.Start();
        using var client = new HttpClient { BaseAddress = service.Emulator.Endpoint };
        const int chunk = 8 * 1024 * 1024;
        const long total = 12L * chunk;
        var session = await Upload.StartAsync(client, "large");
        var bytes = RandomNumberGenerator.GetBytes(chunk);
        await Upload.PutAsync(client, session, bytes, $"bytes 0-{chunk - 1}/{total}");

        // What both sides allocate in all. The test's own client copies a little; a body in memory would show as itself.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var at = (long)chunk; at < total; at += chunk)
            Assert.Equal(at + chunk == total ? 200 : 308, (await Upload.PutAsync(client, session, bytes, $"bytes {at}-{at + chunk - 1}/{total}")).Status);
        using (var response = await client.GetAsync("storage/v1/b/my-bucket/o/large?alt=media", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(total, response.Content.Headers.ContentLength);
            await using var stream = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[chunk];
            var read = 0L;
            while (await stream.ReadAtLeastAsync(buffer, chunk, throwOnEndOfStream: false) is > 0 and var count)
            {
                Assert.True(buffer.AsSpan(0, count).SequenceEqual(bytes.AsSpan(0, count)));
                read += count;
            }

            Assert.Equal(total, read);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, total / 2);
    }
}

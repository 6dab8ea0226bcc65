using GeminiTuning.Tests.Network;

namespace GeminiTuning.Tests.Fuzz;

public sealed class PackedAnswerTests
{
    [Theory]
    [InlineData("gzip", "200 OK")]
    [InlineData("deflate", "200 OK")]
    [InlineData("br", "200 OK")]
    [InlineData("gzip", "403 Forbidden")]
    [InlineData("deflate", "403 Forbidden")]
    [InlineData("br", "403 Forbidden")]
    [InlineData("tomorrow", "200 OK")]
    public async Task An_answer_that_cannot_be_unpacked_is_a_fault_of_every_method(string encoding, string status)
    {
        var answer = $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\nContent-Length: 15\r\nConnection: close\r\n\r\nnot packed, no!";
        using var server = new LoopbackServer(answer, LoopbackServer.After.Close);
        foreach (var method in FuzzedMethod.All.Values)
        {
            using var connection = new TuningConnection(method.At(server.Endpoint));
            await Assert.ThrowsAsync<TuningServiceException>(() => method.CallAsync(connection.Open(), CancellationToken.None));
        }
    }
}

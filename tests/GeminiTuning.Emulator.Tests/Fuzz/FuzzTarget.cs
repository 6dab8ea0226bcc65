using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>Things to aim at, made when a request names them and anew when one has done away with them, and what may come of a shot.</summary>
sealed class FuzzTarget(Service service)
{
    readonly FuzzThings _things = new(service);

    /// <summary>Sends a request, and looks at all that comes back.</summary>
    /// <returns>The status of each answer.</returns>
    public async Task<IReadOnlyList<int>> ShootAsync(byte[] request)
    {
        var aimed = await _things.AimAsync(request);
        var came = await Raw.ExchangeAsync(service.Emulator, aimed, endAfterwards: true);
        try
        {
            var answers = HttpAnswer.ReadAll(came);
            Assert.True(answers.Count > 0 || !HasLine(aimed), "There is no answer.");
            foreach (var answer in answers)
                await TakeAsync(answer);
            return [.. answers.Select(a => a.Status)];
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{e.Message}\nRequest: {Shown(aimed)}\nAnswer: {Shown(came)}", e);
        }
    }

    async Task TakeAsync(HttpAnswer answer)
    {
        Assert.True(answer.Status is < 500 or 501 or 505, "The emulator says that it failed.");
        if (answer.Status is 204 or 308 or 499)
            await GoneAsync(answer);
        else if (answer.Status >= 400)
            CheckError(answer);
        else if (answer.Type == "text/event-stream")
            Assert.All(answer.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries), e => JsonDocument.Parse(e["data: ".Length..]).Dispose());
        else if (answer is { Status: 200, Body.Length: > 0, Type: "application/json; charset=UTF-8" })
            await ForgetAsync(JsonNode.Parse(answer.Body)!);
    }

    Task GoneAsync(HttpAnswer answer)
    {
        Assert.Empty(answer.Body);
        _things.Forget();
        return Task.CompletedTask;
    }

    static void CheckError(HttpAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        var error = json.RootElement.GetProperty("error");
        Assert.Equal(answer.Status, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.False(error.GetProperty("message").GetString()!.Contains('\uFFFD', StringComparison.Ordinal), "A character of the message is broken.");
        // Cloud Storage has a form of its own.
        if (error.TryGetProperty("errors", out var errors))
        {
            Assert.NotEmpty(errors[0].GetProperty("reason").GetString()!);
            return;
        }

        Assert.NotEmpty(error.GetProperty("status").GetString()!);
        Assert.NotEmpty(error.GetProperty("details").EnumerateArray());
    }

    // What was made is taken away: a list of thousands of models would only make the rest slower. An empty answer is that
    // of a method that took something away, and so is an operation.
    async Task ForgetAsync(JsonNode answer)
    {
        if (answer is JsonObject { Count: 0 } || (answer is JsonObject && ((string?)(answer["name"] as JsonValue) ?? "").Contains("/operations/", StringComparison.Ordinal)))
            _things.Forget();
        if (answer is JsonObject json && json["metadata"]?["tunedModel"] is { } made)
            await service.DeleteAsync($"v1beta/{made}");
    }

    // A client that ends before its first line does has not asked anything.
    static bool HasLine(byte[] request) => request.AsSpan().TrimStart("\r\n"u8).Contains((byte)'\n');

    static string Shown(byte[] bytes) =>
        JsonSerializer.Serialize(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2000)]));
}

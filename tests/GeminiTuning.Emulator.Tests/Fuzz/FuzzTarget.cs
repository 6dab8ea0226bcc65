using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>A tuned model to aim at, made anew when a request has done away with it, and what may come of a shot.</summary>
sealed class FuzzTarget(Service service)
{
    readonly List<string> _names = [];

    /// <summary>Sends a request, and looks at all that comes back.</summary>
    /// <returns>The status of each answer.</returns>
    public async Task<IReadOnlyList<int>> ShootAsync(byte[] request)
    {
        if (_names.Count == 0)
            await MakeAsync();
        var aimed = Aim(request);
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
        if (answer.Status >= 400)
            CheckError(answer);
        else if (answer.Type == "text/event-stream")
            Assert.All(answer.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries), e => JsonDocument.Parse(e["data: ".Length..]).Dispose());
        else if (answer.Status == 200)
            await ForgetAsync(JsonNode.Parse(answer.Body)!);
    }

    static void CheckError(HttpAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        var error = json.RootElement.GetProperty("error");
        Assert.Equal(answer.Status, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("status").GetString()!);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.False(error.GetProperty("message").GetString()!.Contains('\uFFFD', StringComparison.Ordinal), "A character of the message is broken.");
        Assert.NotEmpty(error.GetProperty("details").EnumerateArray());
    }

    // What was made is taken away: a list of thousands of models would only make the rest slower. An empty answer is that
    // of a method that took something away.
    async Task ForgetAsync(JsonNode answer)
    {
        if (answer is JsonObject { Count: 0 })
            _names.Clear();
        if (answer is JsonObject json && json["metadata"]?["tunedModel"] is { } made)
            await service.DeleteAsync($"v1beta/{made}");
    }

    async Task MakeAsync()
    {
        var tuning = Service.Tuning(Service.Examples(("1", "2"), ("3", "4")), epochs: 1);
        var done = await service.DoneAsync(await service.CreateAsync(tuning));
        var name = (string)done["response"]!["name"]!;
        var (_, permission) = await service.PostAsync($"v1beta/{name}/permissions", JsonNode.Parse("""{"granteeType": "EVERYONE", "role": "READER"}"""));
        _names.AddRange([name.Split('/')[1], ((string)done["name"]!).Split('/')[^1], ((string)permission["name"]!).Split('/')[^1]]);
    }

    byte[] Aim(byte[] request) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(request)
        .Replace(FuzzRequest.Model, _names[0], StringComparison.Ordinal)
        .Replace(FuzzRequest.Operation, _names[1], StringComparison.Ordinal)
        .Replace(FuzzRequest.Permission, _names[2], StringComparison.Ordinal));

    // A client that ends before its first line does has not asked anything.
    static bool HasLine(byte[] request) => request.AsSpan().TrimStart("\r\n"u8).Contains((byte)'\n');

    static string Shown(byte[] bytes) =>
        JsonSerializer.Serialize(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2000)]));
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using GeminiTuning.Adapters;

namespace GeminiTuning.Benchmarks;

/// <summary>What the library does, and what a plain client does instead, each in a process of its own. Prints seconds, seconds of CPU,
/// bytes allocated, and one more figure.</summary>
static class CoreWorker
{
    /// <summary>The name of the program's argument for it.</summary>
    public const string Argument = "core";

    /// <summary>Does a step: its name, the address of the server, and its numbers.</summary>
    public static async Task RunAsync(string[] args)
    {
        if (args is [PartWorker.Argument, var part, var method])
        {
            PartWorker.Run(part, method);
            return;
        }
        var address = new Uri(args[1]);
        var numbers = args[2..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        switch (args[0])
        {
            case "prompts":
                var service = Connect(address).Open();
                await AskAllAsync(numbers, () => service.GenerateAsync(new GenerationRequest { Model = "tunedModels/m", Prompt = "What a lovely day." }));
                break;
            case "plain-prompts":
                using (var http = Client(address))
                    await AskAllAsync(numbers, () => AskAsync(http));
                break;
            case "list":
                var lister = Connect(address).Open();
                await MeasureAsync(() => ListAsync(lister));
                break;
            case "plain-list":
                using (var http = Client(address))
                    await MeasureAsync(() => ListAsync(http));
                break;
            default:
                throw new ArgumentException(args[0]);
        }
    }

    static TuningConnection Connect(Uri address) => new(new TuningConnectionOptions
    {
        Endpoint = address,
        RetryPolicy = new PollyRetryPolicy(5, TimeSpan.FromSeconds(2), TimeProvider.System),
    });

    static HttpClient Client(Uri address) => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };

    static async Task AskAllAsync(int[] numbers, Func<Task> ask)
    {
        var (atATime, count) = (numbers[0], numbers[1]);
        await AskAllAsync(ask, atATime, Math.Max(count / 4, 1));
        using var profile = numbers is [_, _, 1] ? new AllocationProfile() : null;
        await MeasureAsync(async () =>
        {
            await AskAllAsync(ask, atATime, count);
            return 0;
        });
        profile?.Print(GC.GetTotalAllocatedBytes() / 1.25 / count);
    }

    static Task AskAllAsync(Func<Task> ask, int atATime, int count) => Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Decrement(ref count) >= 0)
            await ask().ConfigureAwait(false);
    })));

    // The least that a script in C# does: serialize, send, parse.
    static async Task AskAsync(HttpClient http)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new
        {
            contents = new[] { new { role = "user", parts = new[] { new { text = "What a lovely day." } } } },
            generationConfig = new { },
        }));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri("v1beta/tunedModels/m:generateContent", UriKind.Relative), body).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync().ConfigureAwait(false)).ConfigureAwait(false);
        _ = answer.RootElement.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString();
    }

    // Returns the time to the first model, in milliseconds.
    static async Task<double> ListAsync(ITuningService service)
    {
        var watch = Stopwatch.StartNew();
        var (first, count) = (0.0, 0);
        await foreach (var model in service.ListTunedModelsAsync(pageSize: 1000).ConfigureAwait(false))
        {
            if (count++ == 0)
                first = watch.Elapsed.TotalMilliseconds;
            GC.KeepAlive(model);
        }
        return count == 10_000 ? first : throw new InvalidOperationException($"{count} models");
    }

    static async Task<double> ListAsync(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        var first = 0.0;
        for (string? token = ""; token is not null;)
        {
            using var response = await http.GetAsync(new Uri($"v1beta/tunedModels?pageSize=1000{(token.Length > 0 ? "&pageToken=" + token : "")}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            using var page = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync().ConfigureAwait(false)).ConfigureAwait(false);
            first = first == 0 ? watch.Elapsed.TotalMilliseconds : first;
            token = page.RootElement.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }
        return first;
    }

    static async Task MeasureAsync(Func<Task<double>> step)
    {
        var (cpu, bytes, watch) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var more = await step().ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds} {GC.GetTotalAllocatedBytes() - bytes} {more}"));
    }
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace GeminiTuning.Benchmarks;

/// <summary>The table in docs/performance.md: what a user feels, beside the alternative.</summary>
static class Figures
{
    const int Operations = 1000;
    const int FewOperations = 100;
    const int Prompts = 20_000;
    const int Rows = 1_000_000;

    static readonly string[] s_first = ["ms", "ms of CPU", "KB allocated", "methods compiled"];
    static readonly string[] s_prompt = ["prompts a second", "µs of CPU a prompt", "KB allocated a prompt"];

    /// <summary>Prints the table, or the rows of one scenario.</summary>
    /// <param name="name">The scenario; null for all.</param>
    /// <param name="beforeFolder">The folder of another build of the module; null for none.</param>
    /// <returns>False if there is no such scenario.</returns>
    public static bool Print(string? name, string? beforeFolder)
    {
        var temporary = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            using var server = new ServerProcess();
            var scenarios = All(server, temporary).Where(scenario => name is null || scenario.Name == name).ToList();
            if (scenarios.Count == 0)
                return false;
            var before = beforeFolder is null ? null : Target.Before(beforeFolder, Directory.CreateDirectory(Path.Combine(temporary, "before")).FullName);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, PowerShell {Pwsh.Version}\n"));
            Console.WriteLine("| what | figure | before | now | alternative | the alternative is | command |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (var scenario in scenarios)
                scenario.Print(before);
            return true;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    static IEnumerable<Scenario> All(ServerProcess server, string temporary)
    {
        var empty = Pwsh.EmptyModule + ".psd1";
        yield return new("import", "`Import-Module` in a new process", "an empty binary module", 5, s_first,
            target => Target.Script("", $"Import-Module '{target.Module}'"), () => Target.Script("", $"Import-Module '{empty}'"));
        foreach (var scenario in FirstUses(server, temporary))
            yield return scenario;
        yield return Wait(server);
        foreach (var scenario in Lists(server))
            yield return scenario;
        foreach (var scenario in PromptScenarios(server))
            yield return scenario;
        foreach (var scenario in Datasets(server, temporary))
            yield return scenario;
    }

    static string Connect(Target target, ServerProcess server, int delay = 0) => $"Import-Module '{target.Module}'; Connect-GeminiTuning -Endpoint {server.Address(delay)}";

    // In a process that has used Invoke-RestMethod, the alternative has what the module has: sockets, JSON, and the pipeline.
    static IEnumerable<Scenario> FirstUses(ServerProcess server, string temporary)
    {
        var rows = Path.Combine(temporary, "rows.csv");
        File.WriteAllLines(rows, ["text_input,output", .. Enumerable.Range(1, 100).Select(row => $"{row},{row + 1}")]);
        var (json, ask) = ("-Method Post -ContentType application/json -Body", $"{server.Address()}v1beta/tunedModels/m:generateContent");
        yield return new("first", "first `Connect-GeminiTuning`", "", 3, s_first,
            target => Target.Script($"Import-Module '{target.Module}'", $"Connect-GeminiTuning -Endpoint {server.Address()}"), null);
        yield return new("first", "first `Import-Csv \\| New-TunedModel`", "`Import-Csv`, `ConvertTo-Json`, `Invoke-RestMethod`", 3, s_first,
            target => Target.Script(Connect(target, server), $"$null = Import-Csv '{rows}' | New-TunedModel -Id first"),
            () => Target.Script("", $"$null = Invoke-RestMethod '{server.Address()}v1beta/tunedModels?tunedModelId=first' {json} (Import-Csv '{rows}' | ConvertTo-Json)"));
        yield return new("first", "first `Invoke-TunedModel`", "`ConvertTo-Json`, `Invoke-RestMethod`", 3, s_first,
            target => Target.Script(Connect(target, server), "$null = Invoke-TunedModel m 'A prompt.'"),
            () => Target.Script("", $"$null = Invoke-RestMethod '{ask}' {json} (@{{ contents = @(@{{ parts = @(@{{ text = 'A prompt.' }}) }}) }} | ConvertTo-Json -Depth 5)"));
    }

    // What the first operations cost, such as compiled methods and connections, isn't counted: the memory is the difference to a wait
    // for fewer operations.
    static Scenario Wait(ServerProcess server) => new("wait", $"`Wait-TuningOperation` for {Operations:N0} operations", "", 1,
        ["polls in a second, at most", "polls in 0.3 s, at most", "connections", "% of a core, from the 20th second on",
            "KB of live objects an operation", "KB of working set an operation"], target =>
        {
            var (few, _) = Wait(server, target, FewOperations);
            var (many, counts) = Wait(server, target, Operations);
            return [counts[0], counts[1], counts[3], many[0], (many[1] - few[1]) / (Operations - FewOperations), (many[2] - few[2]) / (Operations - FewOperations)];
        }, null);

    // Returns the CPU in % of a core, the live objects and the working set in KB; and the counts of the server. The first seconds compile
    // methods: the CPU is measured when most of that is over.
    static (double[] Figures, double[] Counts) Wait(ServerProcess server, Target target, int operations)
    {
        using var own = new ServerProcess();
        var figures = Pwsh.Numbers($$"""
            {{Connect(target, server)}}
            $ErrorActionPreference = 'Ignore'
            Wait-TuningOperation tunedModels/m/operations/o -TimeoutSec 2
            Connect-GeminiTuning -Endpoint {{own.Address()}}
            $names = 1..{{operations}} | ForEach-Object { "tunedModels/m$_/operations/o" }
            $sampler = [powershell]::Create().AddScript({
                $process = [Diagnostics.Process]::GetCurrentProcess()
                Start-Sleep 20
                $process.Refresh()
                $cpu = $process.TotalProcessorTime
                Start-Sleep 10
                $process.Refresh()
                ($process.TotalProcessorTime - $cpu).TotalSeconds * 10
                [GC]::GetTotalMemory($true) / 1e3
                $process.WorkingSet64 / 1e3
            })
            $sample = $sampler.BeginInvoke()
            Wait-TuningOperation -Name $names -TimeoutSec 32
            $sampler.EndInvoke($sample).ForEach({ ([double]$_).ToString([cultureinfo]::InvariantCulture) }) -join ' '
            """);
        return (figures, own.Counts());
    }

    static IEnumerable<Scenario> Lists(ServerProcess server)
    {
        yield return new("list", "list of 10,000 models, library", "`HttpClient` and `JsonDocument`", 5, ["ms", "ms of CPU", "MB allocated", "ms to the first model"],
            target => ListFigures(target.Core("list", server.Address())), () => ListFigures(Target.Now.Core("plain-list", server.Address())));
        yield return new("list", "`Get-TunedModel` of 10,000 models", "`Invoke-RestMethod` of all pages", 3, ["ms", "ms of CPU", "KB allocated", "methods compiled", "MB of memory at most"],
            target => Target.Script(Connect(target, server), "$null = Get-TunedModel"),
            () => Target.Script("", $"$token = ''; do {{ $page = Invoke-RestMethod \"{server.Address()}v1beta/tunedModels?pageSize=1000$token\"; $token = \"&pageToken=$($page.nextPageToken)\" }} while ($page.psobject.Properties['nextPageToken'])"));
    }

    static double[] ListFigures(double[] figures) => [figures[0] * 1e3, figures[1] * 1e3, figures[2] / 1e6, figures[3]];

    static IEnumerable<Scenario> PromptScenarios(ServerProcess server)
    {
        double[] Core(Target target, string step, int atATime)
        {
            var figures = target.Core(step, server.Address(), atATime, Prompts);
            return [Prompts / figures[0], figures[1] * 1e6 / Prompts, figures[2] / 1e3 / Prompts];
        }
        double[] Cmdlet(Target target, int atATime, int count, int delay)
        {
            var figures = Target.Script($"{Connect(target, server, delay)}; $prompts = @('A prompt.') * {count}; $null = $prompts[0..{count / 4 - 1}] | Invoke-TunedModel m -ThrottleLimit {atATime}",
                $"$null = $prompts | Invoke-TunedModel m -ThrottleLimit {atATime}");
            return [count * 1e3 / figures[0], figures[1] * 1e3 / count, figures[2] / count];
        }
        foreach (var atATime in (int[])[8, 64])
            yield return new("prompts", $"prompts, {atATime} at a time, library", "`HttpClient` and `JsonDocument`", 3, s_prompt,
                target => Core(target, "prompts", atATime), () => Core(Target.Now, "plain-prompts", atATime));
        foreach (var atATime in (int[])[8, 64])
            yield return new("prompts", $"`Invoke-TunedModel -ThrottleLimit {atATime}`", "`HttpClient` and `JsonDocument`", 3, s_prompt,
                target => Cmdlet(target, atATime, Prompts, 0), () => Core(Target.Now, "plain-prompts", atATime));
        foreach (var (atATime, count) in ((int, int)[])[(5, 200), (16, 600), (64, 2000)])
            yield return new("latency", $"`Invoke-TunedModel -ThrottleLimit {atATime}`, 100 ms a response", "`ForEach-Object -Parallel { Invoke-RestMethod }`", 1, s_prompt,
                target => Cmdlet(target, atATime, count, 100), () => Parallel(server, atATime, count));
    }

    static double[] Parallel(ServerProcess server, int atATime, int count)
    {
        var body = "(@{ contents = @(@{ parts = @(@{ text = $_ }) }) } | ConvertTo-Json -Depth 5)";
        var figures = Target.Script($"$prompts = @('A prompt.') * {count}",
            $"$null = $prompts | ForEach-Object -ThrottleLimit {atATime} -Parallel {{ Invoke-RestMethod {server.Address(100)}v1beta/tunedModels/m:generateContent -Method Post -ContentType application/json -Body {body} }}");
        return [count * 1e3 / figures[0], figures[1] * 1e3 / count, figures[2] / count];
    }

    static IEnumerable<Scenario> Datasets(ServerProcess server, string temporary)
    {
        string[] figures = ["ms", "ms of CPU", "MB of memory at most"];
        var file = Path.Combine(temporary, "set.csv");
        static double[] Of(double[] all) => [all[0], all[1], all[4]];
        string Vertex(Target target)
        {
            if (!File.Exists(file))
                DatasetBenchmark.Write(file, Rows, 1);
            return $"Import-Module '{target.Module}'; Connect-GeminiTuning -Vertex -Project p -Location us-central1 -Bucket bucket -Endpoint {server.Address()}";
        }
        const string Create = "New-TunedModel -BaseModel gemini-2.5-flash -InputProperty input -OutputProperty output";
        yield return new("dataset", $"{Rows:N0} rows: `Import-Csv \\| New-TunedModel` on Vertex AI", "`Import-Csv \\| Out-Null`", 1, figures,
            target => Of(Target.Script(Vertex(target), $"$null = Import-Csv '{file}' | {Create}")), () => Of(Target.Script("", $"Import-Csv '{file}' | Out-Null")));
        yield return new("dataset", $"{Rows:N0} rows: `Import-TuningExample \\| New-TunedModel` on Vertex AI", "the CSV library and a plain JSON writer", 1, figures,
            target => Of(Target.Script(Vertex(target), $"$null = Import-TuningExample '{file}' -InputProperty input -OutputProperty output | New-TunedModel -BaseModel gemini-2.5-flash")),
            () => CsvLibrary.Measure(file, file + ".jsonl"));
    }
}

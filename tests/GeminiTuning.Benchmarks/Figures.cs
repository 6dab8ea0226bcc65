using System.Globalization;
using System.Runtime.InteropServices;

namespace GeminiTuning.Benchmarks;

/// <summary>The table in docs/performance.md: what a user feels, beside the alternative.</summary>
static class Figures
{
    const int Operations = 1000;
    const int FewOperations = 100;
    const int Prompts = 40_000;
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
        yield return Measuring();
        foreach (var scenario in Parts())
            yield return scenario;
    }

    static string Connect(Target target, ServerProcess server, int delay = 0) => $"Import-Module '{target.Module}'; Connect-GeminiTuning -Endpoint {server.Address(delay)}";

    // In a process that has used Invoke-RestMethod, the alternative has what the module has: sockets, JSON, and the pipeline.
    static IEnumerable<Scenario> FirstUses(ServerProcess server, string temporary)
    {
        var rows = Path.Combine(temporary, "rows.csv");
        File.WriteAllLines(rows, ["text_input,output", .. Enumerable.Range(1, 100).Select(row => $"{row},{row + 1}")]);
        var (json, ask) = ("-Method Post -ContentType application/json -Body", $"{server.Address()}v1beta/tunedModels/m:generateContent");
        yield return new("first", "first `Connect-GeminiTuning`", "a cmdlet of an empty binary module", 3, s_first,
            target => Target.Script($"Import-Module '{target.Module}'", $"Connect-GeminiTuning -Endpoint {server.Address()}"),
            () => Target.Script($"Import-Module '{Pwsh.EmptyModule}.psd1'", "Get-Nothing"));
        yield return new("first", "first `Import-Csv \\| New-TunedModel`", "`Import-Csv`, `ConvertTo-Json`, `Invoke-RestMethod`", 3, s_first,
            target => Target.Script(Connect(target, server), $"$null = Import-Csv '{rows}' | New-TunedModel -Id first"),
            () => Target.Script("", $"$null = Invoke-RestMethod '{server.Address()}v1beta/tunedModels?tunedModelId=first' {json} (Import-Csv '{rows}' | ConvertTo-Json)"));
        yield return new("first", "first `Invoke-TunedModel`", "`ConvertTo-Json`, `Invoke-RestMethod`", 3, s_first,
            target => Target.Script(Connect(target, server), "$null = Invoke-TunedModel m 'A prompt.'"),
            () => Target.Script("", $"$null = Invoke-RestMethod '{ask}' {json} (@{{ contents = @(@{{ parts = @(@{{ text = 'A prompt.' }}) }}) }} | ConvertTo-Json -Depth 5)"));
    }

    // What the first operations cost, such as compiled methods and connections, isn't counted: the memory is the difference to a wait
    // for fewer operations.
    static Scenario Wait(ServerProcess server) => new("wait", $"`Wait-TuningOperation` for {Operations:N0} operations", "a loop of `Invoke-RestMethod` and `Start-Sleep 5`", 1,
        ["polls in a second, at most", "polls in 0.3 s, at most", "connections", "% of a core, from the 20th second on", "KB allocated a poll",
            "KB of live objects an operation"],
        target =>
        {
            double[] WaitFor(int operations) => Polls(operations, own => $$"""
                {{Connect(target, server)}}
                $ErrorActionPreference = 'Ignore'
                Wait-TuningOperation tunedModels/m/operations/o -TimeoutSec 2
                Connect-GeminiTuning -Endpoint {{own.Address()}}
                """, "Wait-TuningOperation -Name $names -TimeoutSec 32");
            var (few, many) = (WaitFor(FewOperations), WaitFor(Operations));
            return [.. many[..5], (many[5] - few[5]) / (Operations - FewOperations)];
        },
        () => Polls(Operations, own => $"$null = Invoke-RestMethod {own.Address()}v1beta/tunedModels/m/operations/o", $$"""
            $watch = [Diagnostics.Stopwatch]::StartNew()
            while ($watch.Elapsed.TotalSeconds -lt 32) {
                foreach ($name in $names) { $null = Invoke-RestMethod "${address}v1beta/$name" }
                Start-Sleep 5
            }
            """)[..5]);

    // Returns the most polls in a second and in 0.3 seconds, the connections, the CPU in % of a core, the KB allocated for a poll, and the
    // KB of live objects. The first seconds compile methods: the CPU is measured when most of that is over.
    static double[] Polls(int operations, Func<ServerProcess, string> setup, string step)
    {
        using var own = new ServerProcess();
        var figures = Pwsh.Numbers($$"""
            {{setup(own)}}
            $address = '{{own.Address()}}'
            $names = 1..{{operations}} | ForEach-Object { "tunedModels/m$_/operations/o" }
            $sampler = [powershell]::Create().AddScript({
                $process = [Diagnostics.Process]::GetCurrentProcess()
                Start-Sleep 20
                $process.Refresh()
                $cpu, $bytes = $process.TotalProcessorTime, [GC]::GetTotalAllocatedBytes()
                Start-Sleep 10
                $process.Refresh()
                ($process.TotalProcessorTime - $cpu).TotalSeconds * 10
                ([GC]::GetTotalAllocatedBytes() - $bytes) / 1e3
                [GC]::GetTotalMemory($true) / 1e3
            })
            $sample = $sampler.BeginInvoke()
            {{step}}
            $sampler.EndInvoke($sample).ForEach({ ([double]$_).ToString([cultureinfo]::InvariantCulture) }) -join ' '
            """);
        var counts = own.Counts();
        // Two rounds of polls in the 10 seconds.
        return [counts[0], counts[1], counts[3], figures[0], figures[1] / (2 * operations), figures[2]];
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
        var file = Path.Combine(temporary, "set.csv");
        double[] Of(Target? target, string step, string setup = "")
        {
            if (!File.Exists(file))
                ExampleTable.Write(file, Rows);
            var start = target is null ? "" : $"Import-Module '{target.Module}'; Connect-GeminiTuning -Vertex -Project p -Location us-central1 -Bucket bucket -Endpoint {server.Address()}";
            return Memory(Target.Script($"{start}\n{setup}", step));
        }
        Scenario Row(string name, string title, string step, string alternative, Func<double[]> measure, string setup = "") =>
            new(name, $"{Rows:N0} rows: {title}", alternative, 1, ["ms", "ms of CPU", "MB allocated", "MB of memory at most"], target => Of(target, step, setup), measure);

        const string Columns = "-InputProperty input -OutputProperty output";
        const string Create = "New-TunedModel -BaseModel gemini-2.5-flash";
        var (rows, examples) = ($"Import-Csv '{file}'", $"Import-TuningExample '{file}' {Columns}");
        double[] Csv() => Of(null, $"{rows} | Out-Null");
        double[] Library() => Memory(CsvLibrary.Measure(file));
        double[] Written() => Memory(CsvLibrary.Measure(file, file + ".plain.jsonl"));
        yield return Row("dataset", "`Import-Csv \\| New-TunedModel` on Vertex AI", $"$null = {rows} | {Create} {Columns}", "`Import-Csv \\| Out-Null`", Csv);
        yield return Row("dataset", "`Import-TuningExample \\| New-TunedModel` on Vertex AI", $"$null = {examples} | {Create}", "the CSV library and a plain JSON writer", Written);
        yield return Row("formats", "`Import-TuningExample \\| Out-Null`", $"{examples} | Out-Null", "`Import-Csv \\| Out-Null`", Csv);
        yield return Row("formats", "`Import-TuningExample \\| Test-TuningExample`", $"$null = {examples} | Test-TuningExample", "the CSV library alone", Library);
        yield return Row("formats", "`Import-TuningExample \\| Export-TuningExample`", $"{examples} | Export-TuningExample '{file}.jsonl'", "the CSV library and a plain JSON writer", Written);
        yield return Row("formats", "`Split-TuningExample`, rows in a variable", "$null = $held | Split-TuningExample", "`Get-SecureRandom -Shuffle`",
            () => Of(null, "$null = $held | Get-SecureRandom -Shuffle", $"$held = {rows}"), $"$held = {examples}");
    }

    // Without the number of methods, and in megabytes.
    static double[] Memory(double[] figures) => [figures[0], figures[1], figures[2] / 1e3, figures[^1]];

    // Rows that are measured, beside the same rows that are asked only.
    static Scenario Measuring()
    {
        static double[] Of(Target target, string command) => Target.Script($$"""
            Import-Module '{{target.Module}}'
            $null = Start-TuningEmulator -TuningDurationSec 0
            Connect-GeminiTuning -Emulator
            $outputs = 1..20 | ForEach-Object { "The request number $_ goes to the team that answers questions about accounts and invoices." }
            $rows = 1..10000 | ForEach-Object { [pscustomobject]@{ text_input = "request $_"; output = $outputs[$_ % 20] } }
            $model = $rows[0..39] | New-TunedModel -EpochCount 2 | Wait-TuningOperation
            $null = $rows[0..99] | {{command}} -Model $model
            """, $"$null = $rows | {command} -Model $model -Temperature 0");
        return new("measure", "10,000 rows: `Measure-TunedModel` on the emulator", "`Invoke-TunedModel` with the same rows", 5, s_first,
            target => Of(target, "Measure-TunedModel"), () => Of(Target.Now, "Invoke-TunedModel"));
    }

    // BenchmarkDotNet repeats each of them.
    static IEnumerable<Scenario> Parts()
    {
        static double[] Of(Target target, string part, string method) => target.Core(PartWorker.Argument, part, method) is var figures
            ? [figures[0] * 1e3, figures[1] * 1e3, figures[2] / 1e6] : [];
        foreach (var (part, title, alternative) in ((string, string, string)[])[
            (nameof(ReadingBenchmark), "100,000 rows of CSV read as examples", "the CSV library alone"),
            (nameof(WritingBenchmark), "100,000 examples written for Vertex AI", "a plain JSON writer"),
            (nameof(CheckingBenchmark), "100,000 examples checked", "a search for equal inputs alone"),
            (nameof(SplittingBenchmark), "100,000 examples split, similar ones together", "a shuffled list"),
            (nameof(RougeBenchmark), "100,000 ROUGE-L scores of 15 words", "a table of all pairs of words"),
            (nameof(BootstrapBenchmark), "bootstrap interval of 10,000 values", "`System.Random` on one processor"),
        ])
            yield return new("parts", title, alternative, 1, ["ms", "ms of CPU", "MB allocated"], target => Of(target, part, nameof(PartBenchmark.Library)),
                () => Of(Target.Now, part, nameof(PartBenchmark.Plain)));
    }
}

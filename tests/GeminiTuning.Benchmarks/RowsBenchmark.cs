using System.Diagnostics;
using System.Globalization;
using GeminiTuning.Adapters;

namespace GeminiTuning.Benchmarks;

/// <summary>Where the CPU time of a row of a large dataset goes: each step does what the one before does, and more. All steps are warm:
/// first, they run on a small file, so that their methods are compiled.</summary>
static class RowsBenchmark
{
    const int Rows = 1_000_000;
    const int Rounds = 3;
    const string Columns = "-InputProperty input -OutputProperty output";

    static readonly (string Name, string Script)[] s_steps =
    [
        ("Import-Csv | Out-Null", "Import-Csv $file | Out-Null"),
        ("Import-Csv | empty cmdlet, same parameters", $"Import-Csv $file | Skip-Row {Columns}"),
        ("Import-Csv | New-TunedModel -WhatIf", $"Import-Csv $file | New-TunedModel {Columns} -WhatIf"),
        ("Import-Csv | New-TunedModel", $"Import-Csv $file | New-TunedModel {Columns}"),
        ("Import-TuningExample | Out-Null", $"Import-TuningExample $file {Columns} | Out-Null"),
        ("Import-TuningExample | empty cmdlet", $"Import-TuningExample $file {Columns} | Skip-Row"),
        ("Import-TuningExample | New-TunedModel -WhatIf", $"Import-TuningExample $file {Columns} | New-TunedModel -WhatIf"),
        ("Import-TuningExample | New-TunedModel", $"Import-TuningExample $file {Columns} | New-TunedModel"),
    ];

    /// <summary>Prints the steps of the cmdlets, and those of the library alone.</summary>
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            var (file, warm) = (Path.Combine(folder, "rows.csv"), Path.Combine(folder, "warm.csv"));
            ExampleTable.Write(file, Rows);
            ExampleTable.Write(warm, Rows / 10);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"{Rows:N0} rows",-50}{"µs of CPU a row",20}{"bytes a row",20}"));
            using var server = new ServerProcess();
            var figures = Pwsh.Numbers(Script(server, file, warm));
            for (var step = 0; step < s_steps.Length; step++)
                Print(s_steps[step].Name, figures[2 * step], figures[(2 * step) + 1]);
            foreach (var (name, read) in Library())
                Print(name, read, file, warm);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The empty cmdlet has the parameters and the parameter sets of New-TunedModel, which PowerShell goes through for each object.
    static string Script(ServerProcess server, string file, string warm) => $$"""
        $ProgressPreference, $WarningPreference, $ErrorActionPreference = 'SilentlyContinue', 'SilentlyContinue', 'Stop'
        Import-Module '{{Pwsh.Module}}'
        Connect-GeminiTuning -Vertex -Project p -Location us-central1 -Bucket bucket -Endpoint {{server.Address()}}
        $command = Get-Command New-TunedModel
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        $members = foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                '[Parameter(ParameterSetName="{0}", Mandatory={1}, ValueFromPipeline={2})]' -f $set.Key, "$($set.Value.IsMandatory)".ToLower(), "$($set.Value.ValueFromPipeline)".ToLower()
            }
            "public $(if ($parameter.Name -eq 'InputObject') { 'PSObject' } else { 'object' }) $($parameter.Name) { get; set; }"
        }
        $types = Add-Type -PassThru -ReferencedAssemblies ([psobject].Assembly.Location), System.Runtime, netstandard -TypeDefinition @"
            using System.Management.Automation;
            [Cmdlet("Skip", "Row", DefaultParameterSetName = "$($command.DefaultParameterSet)", SupportsShouldProcess = true)]
            public class SkipRow : PSCmdlet { $members }
        "@
        Import-Module $types[0].Assembly
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $figures = foreach ($step in {{string.Join(", ", s_steps.Select(step => $"{{ $null = {step.Script} }}"))}}) {
            $file = '{{warm}}'
            1..3 | ForEach-Object { & $step }
            $file = '{{file}}'
            $runs = 1..{{Rounds}} | ForEach-Object {
                [GC]::Collect()
                $process.Refresh()
                $cpu, $bytes = $process.TotalProcessorTime.TotalMicroseconds, [GC]::GetTotalAllocatedBytes()
                & $step
                $process.Refresh()
                [pscustomobject]@{ Cpu = $process.TotalProcessorTime.TotalMicroseconds - $cpu; Bytes = [GC]::GetTotalAllocatedBytes() - $bytes }
            } | Sort-Object Cpu
            $runs[{{Rounds / 2}}].Cpu
            $runs[{{Rounds / 2}}].Bytes
        }
        $figures.ForEach({ ([double]($_ / {{Rows}})).ToString([cultureinfo]::InvariantCulture) }) -join ' '
        """;

    static (string Name, Action<string> Read)[] Library() =>
    [
        ("library: reads the file", path => Examples(path, _ => { })),
        ("library: and finds duplicates and conflicts", path =>
        {
            var warner = new TuningDataWarner();
            Examples(path, warner.Add);
            GC.KeepAlive(warner.Findings());
        }),
        ("library: reads, checks, writes, and hashes", path =>
        {
            using var connection = new TuningConnection(new TuningConnectionOptions { Service = new VertexOptions { Project = "p", Location = "us-central1", Bucket = StorageUri.Folder("bucket") } });
            using var set = connection.Open().CreateExampleSet();
            Examples(path, example => set.Add(example));
            set.Complete();
        }),
        ("the CSV library and a plain JSON writer", path => CsvLibrary.Read(path, path + ".jsonl")),
    ];

    static void Examples(string path, Action<TuningExample> take)
    {
        using var file = new ExampleFile(path, new ExampleFileOptions { Columns = new ColumnChoice("input", "output") }, new AdapterFactory());
        foreach (var result in file.Read())
            take(result.Example!);
    }

    static void Print(string name, Action<string> read, string file, string warm)
    {
        for (var round = 0; round < Rounds; round++)
            read(warm);
        var runs = Enumerable.Range(0, Rounds).Select(_ =>
        {
            GC.Collect();
            var (cpu, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes());
            read(file);
            return (Cpu: (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds, Bytes: GC.GetTotalAllocatedBytes() - bytes);
        }).Order().ElementAt(Rounds / 2);
        Print(name, runs.Cpu / Rows, (double)runs.Bytes / Rows);
    }

    static void Print(string name, double time, double bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-50}{time,20:0.00}{bytes,20:0}"));
}

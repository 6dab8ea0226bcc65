using System.Globalization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Benchmarks;

/// <summary>Which methods the first commands of a process compile, in groups.</summary>
static partial class MethodProfile
{
    /// <summary>The argument of the program for it.</summary>
    public const string Argument = "methods";

    // Types that nothing else uses: the lists of compiled methods before and after a step are cut at their methods.
    const string Begin = "System.Collections.Generic.List`1[System.Nullable`1[System.Guid]]";
    const string End = "System.Collections.Generic.List`1[System.Nullable`1[System.DateOnly]]";

    static readonly string[] s_groups =
        ["PowerShell", "`HttpClient` and sockets", "asynchronous methods of the module", "JSON", "other methods of the module", "collections, and the rest of .NET"];

    /// <summary>Prints a table with a row for each group.</summary>
    public static void Print()
    {
        var temporary = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            using var server = new ServerProcess();
            var rows = Path.Combine(temporary, "rows.csv");
            File.WriteAllLines(rows, ["text_input,output", .. Enumerable.Range(1, 100).Select(row => $"{row},{row + 1}")]);
            var connect = $"Connect-GeminiTuning -Endpoint {server.Address()}";
            var connected = $"Import-Module '{Pwsh.Module}'; {connect}";
            (string Name, string Setup, string Step)[] steps =
            [
                ("`Import-Module`", "", $"Import-Module '{Pwsh.Module}'"),
                ("`Connect-GeminiTuning`", $"Import-Module '{Pwsh.Module}'", connect),
                ("`Import-Csv`", connected, $"$null = Import-Csv '{rows}'"),
                ("`Import-Csv \\| New-TunedModel`", connected, $"$null = Import-Csv '{rows}' | New-TunedModel -DisplayName first"),
                ("`Invoke-TunedModel`", connected, "$null = Invoke-TunedModel m 'A prompt.'"),
            ];
            var counts = steps.Select(step => Groups(Methods(step.Setup, step.Step, Path.Combine(temporary, "methods.txt")))).ToList();
            Console.WriteLine($"| methods | {string.Join(" | ", steps.Select(step => step.Name))} |");
            Console.WriteLine($"|---|{string.Concat(steps.Select(_ => "---|"))}");
            foreach (var group in s_groups)
                Console.WriteLine($"| {group} | {string.Join(" | ", counts.Select(of => Text(of.GetValueOrDefault(group))))} |");
            Console.WriteLine($"| all | {string.Join(" | ", counts.Select(of => Text(of.Values.Sum())))} |");
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    static string Text(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    static List<string> Methods(string setup, string step, string file)
    {
        File.Delete(file);
        Pwsh.Run($$"""
            $ProgressPreference, $ErrorActionPreference = 'SilentlyContinue', 'Stop'
            {{setup}}
            & { $null = [Collections.Generic.List[Nullable[guid]]]::new() }
            {{step}}
            & { $null = [Collections.Generic.List[Nullable[DateOnly]]]::new() }
            """, ("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasmSummary", "1"));
        // Methods that are compiled again, because they are frequent, aren't counted, nor are those of PowerShell's telemetry, which runs
        // beside the commands.
        return
        [
            .. File.ReadLines(file).Select(line => Line().Match(line)).Where(match => match.Success && !match.Groups["tier"].Value.Contains("Tier1", StringComparison.Ordinal))
                .Select(match => match.Groups["method"].Value).SkipWhile(method => !method.StartsWith(Begin, StringComparison.Ordinal))
                .TakeWhile(method => !method.StartsWith(End, StringComparison.Ordinal))
                .Where(method => !method.StartsWith(Begin, StringComparison.Ordinal) && !Telemetry().IsMatch(method)),
        ];
    }

    static Dictionary<string, int> Groups(List<string> methods) => methods.GroupBy(Group).ToDictionary(group => group.Key, group => group.Count());

    static string Group(string method) => s_groups[method switch
    {
        _ when Json().IsMatch(method) => 3,
        _ when method.Contains("GeminiTuning", StringComparison.Ordinal) && Asynchronous().IsMatch(method) => 2,
        _ when method.StartsWith("GeminiTuning", StringComparison.Ordinal) => 4,
        _ when method.Contains("System.Net.", StringComparison.Ordinal) => 1,
        _ when PowerShell().IsMatch(method) => 0,
        _ => 5,
    }];

    [GeneratedRegex(@"^\s*\d+: JIT compiled (?<method>.*) \[(?<tier>[^\[]*)$")]
    private static partial Regex Line();

    [GeneratedRegex("ApplicationInsights|Telemetry")]
    private static partial Regex Telemetry();

    [GeneratedRegex(@"^System\.Text\.(Json|Encodings)|^GeminiTuning[\w.]*(Json\b|Wire|\.\w*Reading)|Metadata\.(PropertyRef|JsonTypeInfo)|JsonElement")]
    private static partial Regex Json();

    [GeneratedRegex(@">d__|AsyncTaskMethodBuilder|AsyncMethodBuilderCore|Threading\.Tasks")]
    private static partial Regex Asynchronous();

    [GeneratedRegex(@"Management\.Automation|^Microsoft\.PowerShell|^System\.Linq\.Expressions|^System\.Dynamic|CallSite|^\(dynamicClass|^CommandBaseStrings|^Modules:")]
    private static partial Regex PowerShell();
}

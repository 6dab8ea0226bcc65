namespace GeminiTuning.Tests.Fuzz;

/// <summary>What many cases of one promise broke, told together.</summary>
static class Findings
{
    const int Shown = 10;

    public static async Task<IReadOnlyList<string>> OfAsync<T>(IEnumerable<T> cases, Func<T, Task> holds)
    {
        var findings = new List<string>();
        foreach (var item in cases)
            if (await Record.ExceptionAsync(() => holds(item)) is { } broken)
                findings.Add($"{item}: {broken.Message}");
        return findings;
    }

    public static void None(IReadOnlyList<string> findings) =>
        Assert.True(findings.Count == 0, $"{findings.Count} findings:{Environment.NewLine}{string.Join(Environment.NewLine, findings.Take(Shown))}");
}

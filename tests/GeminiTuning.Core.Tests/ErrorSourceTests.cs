using System.Text.RegularExpressions;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Words;

/// <summary>An error says itself what it is. No code asks its inner exception, gives it one that was made for that, or makes up
/// an HTTP status; and only what was thrown on purpose is an error of the module's own.</summary>
public sealed partial class ErrorSourceTests
{
    static readonly string s_source = Path.Combine(Repository.Root, "src");
    static readonly string[] s_projects = ["GeminiTuning", "GeminiTuning.Core", "GeminiTuning.Adapters"];

    // The emulator speaks as the service does, and makes its own HTTP statuses.
    static string[] Found(Regex pattern) =>
    [
        .. from project in s_projects
           from file in Directory.EnumerateFiles(Path.Combine(s_source, project), "*.cs", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(s_source, file)
           where !path.Split(Path.DirectorySeparatorChar).Contains("obj")
           from Match match in pattern.Matches(File.ReadAllText(file))
           select $"{path}: {match.Value}",
    ];

    [Fact]
    public void No_file_asks_an_inner_exception() => Assert.Empty(Found(Inner()));

    [Fact]
    public void No_file_makes_an_inner_exception() => Assert.Empty(Found(Planted()));

    [Fact]
    public void No_file_makes_up_an_http_status() => Assert.Empty(Found(Status()));

    [Fact]
    public void No_file_throws_an_exception_of_the_base_library_for_what_a_person_entered() => Assert.Empty(Found(Argument()));

    [Fact]
    public void Error_records_are_not_made_of_the_base_librarys_exceptions()
    {
        var records = Path.Combine(s_source, "GeminiTuning", "Pipeline", "ErrorRecords.cs");
        Assert.DoesNotMatch(BaseLibrary(), File.ReadAllText(records));
    }

    [GeneratedRegex(@"\.?InnerExceptions?\b")]
    private static partial Regex Inner();

    [GeneratedRegex(@", new [\w.]*Exception\([^\n]*")]
    private static partial Regex Planted();

    [GeneratedRegex(@"\bStatusCode = (?:System\.Net\.)?HttpStatusCode\.\w+")]
    private static partial Regex Status();

    // Not an argument of the wrong type, which is a mistake in a program and has no message.
    [GeneratedRegex(@"\bnew (?:System\.)?(?:ArgumentException|ArgumentOutOfRangeException|InvalidOperationException|FormatException)\((?!null, nameof\()")]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?m)^\s+(?:ArgumentException|IOException|InvalidOperationException|Exception)\b.*=> \(""")]
    private static partial Regex BaseLibrary();
}

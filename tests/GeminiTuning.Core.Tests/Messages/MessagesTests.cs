using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Words;

/// <summary>What the module says stands in Messages.resx, all of it, and nothing else does.</summary>
public sealed partial class MessagesTests
{
    static readonly string s_source = Path.Combine(Repository.Root, "src");
    static readonly Dictionary<string, string> s_texts = XDocument.Load(Path.Combine(s_source, "GeminiTuning.Core", "Messages", "Messages.resx")).Root!
        .Elements("data").ToDictionary(message => (string)message.Attribute("name")!, message => (string)message.Element("value")!);

    static readonly MemberInfo[] s_members = [.. typeof(Messages).GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })];

    // The emulator speaks as the service does.
    static IEnumerable<string> Sources() =>
        from project in (string[])["GeminiTuning", "GeminiTuning.Core", "GeminiTuning.Adapters"]
        from file in Directory.EnumerateFiles(Path.Combine(s_source, project), "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(s_source, file).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin") && !parts.Contains("Messages")
        select file;

    [Fact]
    public void Each_message_has_a_member_with_its_arguments()
    {
        // ./build.ps1 -Task Messages
        var expected = s_texts.Select(text => $"{text.Key}({string.Join(", ", Placeholder().Matches(text.Value).Select(place => place.Groups[1].Value).Distinct())})");
        var members = s_members.Select(member => $"{member.Name}({(member is MethodInfo method ? string.Join(", ", method.GetParameters().Select(parameter => parameter.Name)) : "")})");
        Assert.Equal(expected.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_message_is_said_somewhere()
    {
        var said = Sources().SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(use => use.Groups[1].Value)).ToHashSet();
        Assert.Empty(s_texts.Keys.Except(said));
    }

    [Fact]
    public void Every_message_has_all_its_arguments_in_it_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            foreach (var method in s_members.OfType<MethodInfo>())
            {
                var text = (string)method.Invoke(null, [.. method.GetParameters().Select(_ => (object)"X{Y}Z")])!;
                Assert.Equal(Placeholder().Replace(s_texts[method.Name], "X{Y}Z").ReplaceLineEndings(), text);
            }
            Assert.Equal("the prompt has 40,001 characters; at most 40,000 are allowed", Messages.TextTooLong(Messages.ThePrompt, 40_001, 40_000));
            Assert.Equal("Attempt 1 failed: Busy. Trying again in 1.25 s.", Messages.AttemptFailed(1, "Busy.", 1.254));
            Assert.Equal("The sign-in failed: .", Messages.SignInFailedWith(null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_text_that_people_read_stands_in_the_code()
    {
        // Words that name a thing are no message: a service, a kind of credential, the parts of a value's own text.
        string[] things =
        [
            "Gemini Developer API", "Vertex AI", "API key", "access token", "quota project", "service account", "workload identity", "workforce identity",
            "impersonated service account", "metadata server", "OAuth client secret", "OAuth client or key file (JSON)", ", API key to ask models",
            " epochs", "batch ", "learning rate ", "learning rate multiplier ", "adapter size ", "step ", ", epoch ", ", mean loss ", ", blocked", "the ",
        ];
        var found =
            from file in Sources()
            from literal in Literals(File.ReadAllText(file))
            where TwoWords().IsMatch(literal.Text) && !things.Contains(literal.Text) && !Exempt().IsMatch(literal.Line)
            select $"{Path.GetFileName(file)}: {literal.Text}";
        Assert.Empty(found);
    }

    [Fact]
    public void No_exception_and_nothing_written_has_a_text_of_its_own()
    {
        var found =
            from file in Sources()
            from use in Spoken().Matches(File.ReadAllText(file))
            where Word().IsMatch(Hole().Replace(use.Groups[1].Value, ""))
            select $"{Path.GetFileName(file)}: {use.Value}";
        Assert.Empty(found);
    }

    // The texts between quotes, an interpolated one's in pieces, each with the line that it stands in; comments are left out.
    static IEnumerable<(string Text, string Line)> Literals(string source) =>
        from line in source.ReplaceLineEndings("\n").Split('\n')
        let code = line.TrimStart()
        where !code.StartsWith("//", StringComparison.Ordinal)
        from literal in Quoted().Matches(code)
        from piece in Hole().Split(literal.Groups[1].Value)
        select (piece, code);

    [GeneratedRegex(@"\{(\w+)(?::[^{}]+)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bMessages\.(\w+)")]
    private static partial Regex Said();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}{2,}[,.:;]? \p{L}{2,}")]
    private static partial Regex TwoWords();

    // Attributes, which take constants alone; the wire: status lines, headers, pages, queries; what a service's words are
    // searched for; a command to type.
    [GeneratedRegex(@"^\[|ShowAsync\(|<!DOCTYPE|HTTP/1\.1|pageSize=|\.Contains\(""|gcloud auth")]
    private static partial Regex Exempt();

    [GeneratedRegex(@"\p{L}{3}(?![\p{L}/])")]
    private static partial Regex Word();

    // An exception or a line that is written with a text of its own.
    [GeneratedRegex(@"(?:new \w*Exception\(|\bbase\(|\bWrite(?:Warning|Verbose|Debug|Information)\(|\bAddProblem\(|\bShouldProcess\()(?:CredentialFault\.\w+, )?\$?""([^""]*)""")]
    private static partial Regex Spoken();
}

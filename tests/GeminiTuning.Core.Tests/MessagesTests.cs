using System.Globalization;
using System.Text.RegularExpressions;
using GeminiTuning.Testing;
using Core = GeminiTuning.Messages;

namespace GeminiTuning.Tests.Words;

/// <summary>What the module says to people stands in the two Messages.cs, Core's and the cmdlets', and nowhere else.</summary>
public sealed partial class MessagesTests
{
    static readonly string s_source = Path.Combine(Repository.Root, "src");
    static readonly string[] s_projects = ["GeminiTuning", "GeminiTuning.Core", "GeminiTuning.Adapters"];

    // The emulator speaks as the service does.
    static IEnumerable<string> Sources(params IEnumerable<string> projects) =>
        from project in projects
        from file in Directory.EnumerateFiles(Path.Combine(s_source, project), "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(s_source, file).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin") && parts[^1] != "Messages.cs"
        select file;

    static string Messages(string project) => File.ReadAllText(Path.Combine(s_source, project, "Messages.cs"));

    [Theory]
    [InlineData("GeminiTuning", "GeminiTuning")]
    [InlineData("GeminiTuning.Core", "GeminiTuning.Core", "GeminiTuning.Adapters")]
    public void Each_message_is_said_somewhere(string project, params string[] readers)
    {
        var said = Sources(readers).SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(use => use.Groups[1].Value)).ToHashSet();
        var members = Member().Matches(Messages(project)).Select(member => member.Groups["name"].Value).ToList();
        Assert.NotEmpty(members);
        Assert.Empty(members.Except(said));
    }

    [Theory]
    [InlineData("GeminiTuning")]
    [InlineData("GeminiTuning.Core")]
    public void A_message_with_a_number_is_written_alike_in_every_culture(string project)
    {
        var numbers = Member().Matches(Messages(project)).Where(HasNumber).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, member => Assert.Contains("string.Create(Invariant,", member.Value, StringComparison.Ordinal));
    }

    // A number that is formatted here: not one that Count writes, with its noun in the singular or the plural.
    static bool HasNumber(Match member)
    {
        var names = Parameters(member).Where(parameter => Number().IsMatch(parameter.Type)).Select(parameter => parameter.Name).ToList();
        var holes = Hole().Matches(Counted().Replace(member.Value, "")).Select(hole => hole.Value).ToList();
        return holes.Exists(hole => Format().IsMatch(hole) || names.Exists(name => Regex.IsMatch(hole, $@"^\{{{name}\b")));
    }

    [Theory]
    [InlineData("GeminiTuning", "GeminiTuning")]
    [InlineData("GeminiTuning.Core", "GeminiTuning.Core", "GeminiTuning.Adapters")]
    public void A_call_names_the_arguments_that_the_compiler_cannot_tell_apart(string project, params string[] callers)
    {
        var alike = Member().Matches(Messages(project))
            .Where(member => Parameters(member).Select(parameter => parameter.Type.TrimEnd('?')).ToList() is var types && types.Distinct().Count() < types.Count)
            .ToDictionary(member => member.Groups["name"].Value, member => Parameters(member).Select(parameter => parameter.Name).ToList());
        Assert.NotEmpty(alike);
        var calls =
            from file in Sources(callers)
            from call in Call().Matches(File.ReadAllText(file))
            where alike.ContainsKey(call.Groups["name"].Value)
            select (File: Path.GetFileName(file), call.Groups["name"].Value, Arguments: call.Groups["arguments"].Value);
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.All(alike[call.Value], name => Assert.Matches($@"\b{name}: ", call.Arguments)));
    }

    [Theory]
    [InlineData("GeminiTuning")]
    [InlineData("GeminiTuning.Core")]
    public void Each_sentence_ends_with_a_full_stop_or_a_colon(string project)
    {
        var sentences = Member().Matches(Messages(project)).Where(member => !Phrase().IsMatch(member.Groups["name"].Value)).ToList();
        Assert.NotEmpty(sentences);
        Assert.All(sentences, member => Assert.Matches(SentenceEnd(), member.Value.TrimEnd()));
    }

    [Theory]
    [InlineData("GeminiTuning")]
    [InlineData("GeminiTuning.Core")]
    public void A_message_keeps_to_the_spelling_and_the_terms_of_the_style_page(string project) =>
        Assert.DoesNotContain(Literals(Messages(project)), literal => OtherSpelling().IsMatch(literal.Text));

    [Fact]
    public void No_member_and_no_text_is_in_both_files()
    {
        var core = Messages("GeminiTuning.Core");
        var cmdlets = Messages("GeminiTuning");
        Assert.Empty(Names(core).Intersect(Names(cmdlets)));
        Assert.Empty(Texts(core).Intersect(Texts(cmdlets)));

        static IEnumerable<string> Names(string source) => Member().Matches(source).Select(member => member.Groups["name"].Value);
        static IEnumerable<string> Texts(string source) => Literals(source).Select(literal => literal.Text.Trim()).Where(text => Sentence().IsMatch(text));
    }

    static IEnumerable<(string Type, string Name)> Parameters(Match member) =>
        from parameter in Comma().Split(member.Groups["arguments"].Value)
        let words = parameter.Trim().Split(' ')
        where words.Length == 2
        select (words[0], words[1]);

    [Fact]
    public void Numbers_look_as_in_what_the_service_says()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("The prompt has 40,001 characters. The maximum is 40,000.", Core.TextTooLong(what: Core.ThePrompt, length: 40_001, maximum: 40_000));
            Assert.Equal("Attempt 1 failed. Busy. Retrying in 1.25 seconds.", Core.AttemptFailed(1, "Busy.", TimeSpan.FromSeconds(1.254)));
            Assert.StartsWith("40,001 problems ", Core.ProblemsInRows([], 40_001, false, null), StringComparison.Ordinal);
            Assert.StartsWith("1 problem ", Core.ProblemsInRows([], 1, false, null), StringComparison.Ordinal);
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
            "batch size ", "learning rate ", "learning rate multiplier ", "adapter size ", "step ", ", epoch ", ", mean loss ", ", validation loss ", ", blocked", "the ",
            "South Carolina", "Northern Virginia", "Las Vegas", "São Paulo", "Hong Kong", "Tel Aviv",
        ];
        var found =
            from file in Sources(s_projects)
            from literal in Literals(File.ReadAllText(file))
            where TwoWords().IsMatch(literal.Text) && !things.Contains(literal.Text) && !Exempt().IsMatch(literal.Line)
            select $"{Path.GetFileName(file)}: {literal.Text}";
        Assert.Empty(found);
    }

    [Fact]
    public void No_exception_and_nothing_written_has_a_text_of_its_own()
    {
        var found =
            from file in Sources(s_projects)
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

    // A member with its body, to the empty line after it.
    [GeneratedRegex(@"public static string (?<name>\w+)(?:\((?<arguments>[^)]*)\))?\s(?:=>|\s*\{)(?<body>(?:[^\n]|\n(?!\n))+)")]
    private static partial Regex Member();

    [GeneratedRegex(@"^(?:int|long|double|float|decimal|TimeSpan)\??$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\bCount\([^()]*\)")]
    private static partial Regex Counted();

    [GeneratedRegex(@":[0N][^{}]*\}$")]
    private static partial Regex Format();

    [GeneratedRegex(@",(?![^<]*>)")]
    private static partial Regex Comma();

    // A call, with parentheses three deep in its arguments.
    [GeneratedRegex(@"\bMessages\.(?<name>\w+)\((?<arguments>(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\bMessages\.(\w+)")]
    private static partial Regex Said();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    // Names, actions, states, and tooltips aren't sentences.
    [GeneratedRegex("^(Action|Activity|AnswerOf|Caption|CardOf|(?:Classes|Differences|Matrix|Outputs)Summary|Examples|FileNamedBy|Json(Kind|No|Of)|ListOf|ServiceBaseModel|Origin|IntervalSeparator|Label|OriginOf|SessionConnection|Stage|Status|TextShortened|The[A-Z]|Tip|Title)|(Name|Form|Id)$")]
    private static partial Regex Phrase();

    // The last literal ends with punctuation, or with a text that does.
    [GeneratedRegex(@"(?:[.:]|\{(?:expected|columns|how|advice|address|Sentence\(.*?\))\})(?:""\)?|"" : """"\))?;|HowTo\w+\([^;]*;|dropped => [^;]*;|string\.Join\([^;]*;\s*\}$")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:cannot|do not|does not|did not|is not|are not|was not|were not|e-mail|lower-case|licence|colour|cancelled|cancelling|training set|fine-tuned|beforehand|in the open)\b")]
    private static partial Regex OtherSpelling();

    // Four words or more.
    [GeneratedRegex(@"(?:\p{L}{2,}\W+){3,}\p{L}{2,}")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\p{L}{2,}[,.:;]? \p{L}{2,}")]
    private static partial Regex TwoWords();

    // Attributes, which take constants alone; the wire: status lines, headers, pages, queries; what a service's words are
    // searched for; a command to type.
    [GeneratedRegex(@"^\[|ShowAsync\(|<!DOCTYPE|HTTP/1\.1|pageSize=|\.Contains\(""|gcloud auth")]
    private static partial Regex Exempt();

    [GeneratedRegex(@"\p{L}{3}(?![\p{L}/])")]
    private static partial Regex Word();

    // An exception or a line that is written with a text of its own.
    [GeneratedRegex(@"(?:new \w*Exception\(|\bbase\(|\bWrite(?:Warning|Verbose|Debug|Information)\(|\bAddProblem\(|\bShouldProcess\()(?:\w+Kind\.\w+, )?\$?""([^""]*)""")]
    private static partial Regex Spoken();
}

using System.Text.RegularExpressions;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Architecture;

/// <summary>The folders of a project, and which of them use which: by the names of types and of extension methods in the source.</summary>
sealed partial class SourceFolders
{
    readonly Dictionary<string, (string Folder, string Code)> _files;
    readonly ILookup<string, string> _types;
    readonly ILookup<string, string> _extensions;

    public SourceFolders(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        _files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => (FolderOf(path), Code(File.ReadAllText(Path.Combine(root, path)))));
        _types = Declared(Type());
        _extensions = Declared(Extension());
    }

    public IEnumerable<string> Folders => _files.Values.Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct();

    /// <summary>Each use of another folder. What is in no folder is for all, and is not looked at.</summary>
    public IEnumerable<(string From, string To, string What)> Uses() =>
        from file in _files
        let folder = file.Value.Folder
        where folder.Length > 0
        from use in Found(Word(), _types, file.Value).Concat(Found(Call(), _extensions, file.Value))
        where use.Folder.Length > 0
        select (folder, use.Folder, $"{file.Key}: {use.Name}");

    /// <summary>The classes and records that can only be derived from, with the number of types that do.</summary>
    public Dictionary<string, int> Bases() => _files.Values.SelectMany(file => Abstract().Matches(file.Code)).Select(match => match.Groups[1].Value).Distinct()
        .ToDictionary(name => name, name => _files.Values.Sum(file => Derived().Matches(file.Code).Count(match => match.Groups[1].Value == name)));

    // A name that two folders have is the own folder's where that has it, and else nobody's.
    static IEnumerable<(string Name, string Folder)> Found(Regex pattern, ILookup<string, string> declared, (string Folder, string Code) file) =>
        from name in pattern.Matches(file.Code).Select(match => match.Groups[1].Value).Distinct()
        let folders = declared[name].Distinct().ToArray()
        where folders.Length == 1 && folders[0] != file.Folder
        select (name, folders[0]);

    ILookup<string, string> Declared(Regex pattern) =>
        _files.Values.SelectMany(file => pattern.Matches(file.Code).Select(match => (match.Groups[1].Value, file.Folder))).ToLookup(found => found.Value, found => found.Folder);

    static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    // Without comments and texts, whose words are no uses.
    static string Code(string source) => Text().Replace(source, match => match.Value.StartsWith('/') ? "" : "\"\"");

    [GeneratedRegex(@"//[^\n]*|""""""[\s\S]*?""""""|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|interface|enum) ([A-Z]\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"\bstatic [^\n=;]*?(\w+)(?:<[^>()]*>)?\(this ")]
    private static partial Regex Extension();

    // A word that can be a type: no member of something, no name of a property that is set, and no method.
    [GeneratedRegex(@"(?:(?<=\bnew | : )|(?<![.\w])(?!\w+\())([A-Z]\w+)\b(?!\s*=[^=>])")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.(\w+)(?:<[^>()]*>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\babstract (?:partial )?(?:class|record) (\w+)")]
    private static partial Regex Abstract();

    [GeneratedRegex(@"\b(?:class|record) \w+(?:<[^>]*>)?(?:\([^{;]*?\))?\s*:\s*(\w+)")]
    private static partial Regex Derived();
}

using System.Text.Json;

namespace GeminiTuning;

/// <summary>A file that Google's tools make: a credential, or an application's client secret. What is in it stays in it.</summary>
public sealed class CredentialFile
{
    const int Largest = 1024 * 1024;
    const string GoogleUniverse = "googleapis.com";

    readonly JsonElement _content;

    CredentialFile(string path, CredentialFileKind kind, JsonElement content) => (Path, Kind, _content) = (path, kind, content);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it is.</summary>
    public CredentialFileKind Kind { get; }

    internal JsonElement Content => _content;

    /// <summary>Whether a stored sign-in was made for these scopes.</summary>
    public bool HasScopes(IEnumerable<string> scopes) => _content.TryGetProperty("scopes", out var list) && list.ValueKind == JsonValueKind.Array
        && !scopes.Except(list.EnumerateArray().Select(scope => scope.ToString())).Any();

    /// <summary>Reads a credential.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="namedBy">What names the file, where no person did just now.</param>
    /// <exception cref="CredentialFileException">It is not one; the message says what it is.</exception>
    public static CredentialFile ReadCredential(string path, string? namedBy = null)
    {
        try
        {
            var file = Read(path, Messages.CredentialExpected);
            return file.Kind is CredentialFileKind.ClientSecret or CredentialFileKind.WebClientSecret
                ? throw new CredentialFileException(Messages.FileIsClientSecret(path: path, expected: Messages.CredentialExpected))
                : file;
        }
        catch (CredentialFileException fault) when (namedBy is not null)
        {
            throw new CredentialFileException(Messages.FileNamedBy(namedBy: namedBy, problem: fault.Message), fault);
        }
    }

    /// <summary>Reads an application's client secret.</summary>
    /// <inheritdoc cref="ReadCredential" path="/exception"/>
    public static CredentialFile ReadClientSecret(string path)
    {
        var file = Read(path, Messages.ClientSecretExpected);
        return file.Kind switch
        {
            CredentialFileKind.ClientSecret => file,
            CredentialFileKind.WebClientSecret => throw new CredentialFileException(
                Messages.FileIsWebClientSecret(path: path, expected: Messages.ClientSecretExpected)),
            _ => throw new CredentialFileException(Messages.FileIsNoClientSecret(path: path, kind: file.Kind, expected: Messages.ClientSecretExpected)),
        };
    }

    /// <summary>A credential that stands inside another: what impersonates.</summary>
    internal CredentialFile Inner(string field) => Parse(Path, _content.GetProperty(field), Messages.CredentialExpected);

    /// <summary>A field's text, or null.</summary>
    internal string? Text(string field) =>
        _content.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A field's text, or that of the credential that stands inside; null where neither has it.</summary>
    internal string? TextWithin(string field) => Text(field) ?? (Kind == CredentialFileKind.ImpersonatedServiceAccount ? Inner("source_credentials").Text(field) : null);

    /// <summary>An address among the fields; a secret is sent there, so it is https, or this computer.</summary>
    internal Uri? Address(string field)
    {
        if (Text(field) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? uri
            : throw new CredentialFileException(Messages.FileAddressNotSecure(path: Path, field: field));
    }

    /// <summary>A path, unless it is what should be in the file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What it was given as, such as a variable's name.</param>
    /// <exception cref="CredentialFileException">It looks like the content of a file.</exception>
    public static string CheckedPath(string path, string what) =>
        Secrets.IsContent(path) ? throw new CredentialFileException(Messages.FileIsContent(what)) : path;

    static CredentialFile Read(string path, string expected)
    {
        try
        {
            CheckedPath(path, nameof(path));
            if (Directory.Exists(path))
                throw new CredentialFileException(Messages.FileIsDirectory(path: path, expected: expected));
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new CredentialFileException(Messages.FileNotThere(path: path, expected: expected));
            if (file.Length > Largest)
                throw new CredentialFileException(Messages.FileTooLarge(path: path, length: file.Length, expected: expected));
            using var document = JsonDocument.Parse(Utf8(path, FilesInUse.Repeat(path, () => File.ReadAllBytes(path))));
            return Parse(path, document.RootElement.Clone(), expected);
        }
        catch (JsonException fault)
        {
            // The parser's own words could quote the file.
            throw new CredentialFileException(new FileInfo(path).Length == 0
                ? Messages.FileEmpty(path: path, expected: expected)
                : Messages.FileNotJson(path: path, line: fault.LineNumber + 1, expected: expected));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialFileException(Messages.FileUnreadable(path: path, reason: fault.Message), fault);
        }
    }

    // Editors and PowerShell 5.1 begin a file with a byte order mark, and may write UTF-16.
    static ReadOnlyMemory<byte> Utf8(string path, byte[] content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => content.AsMemory(3),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, (byte)'{', ..] or [(byte)'{', 0, ..] => throw new CredentialFileException(Messages.FileInUtf16(path)),
        _ => content,
    };

    static CredentialFile Parse(string path, JsonElement content, string expected)
    {
        var kind = CredentialFileFields.KindOf(content)
            ?? throw new CredentialFileException(Messages.FileIsOther(path: path, what: CredentialFileFields.DescribeOther(content), expected: expected));
        var body = CredentialFileFields.BodyOf(kind, content);
        var file = new CredentialFile(path, kind, body);
        foreach (var field in CredentialFileFields.Secrets)
            Secrets.Keep(file.Text(field));
        var missing = CredentialFileFields.Required(kind).Where(field => !body.TryGetProperty(field, out var value) || (value.ValueKind == JsonValueKind.String && file.Text(field) is null)).ToList();
        if (missing.Count > 0)
            throw new CredentialFileException(Messages.FileLacks(path, kind, missing));
        foreach (var field in CredentialFileFields.Addresses)
            file.Address(field);
        if (CredentialFileFields.UnsupportedSource(body) is { } source)
            throw new CredentialFileException(Messages.FileHasUnsupportedSource(path: path, source: source));
        // Another universe has other hosts; the credential must not be sent to Google's.
        if (CredentialFileFields.Universe(body) is { } domain && !string.Equals(domain, GoogleUniverse, StringComparison.OrdinalIgnoreCase))
            throw new CredentialFileException(Messages.FileOfAnotherUniverse(path: path, domain: PrintableText.Of(domain)));
        return file;
    }
}

/// <summary>A file is not what was expected; the message says what it is. It never quotes what is in it.</summary>
public sealed class CredentialFileException : Exception
{
    internal CredentialFileException(string message, Exception? inner = null) : base(PrintableText.Message(message), Secrets.Clean(inner))
    {
    }
}
